// Notes beside their lines where there is room, in a sheet where there is not. Without this they are a list.
(() => {
  const WIDE = matchMedia("(min-width: 75rem)");
  const GAP = 14;
  const FOLD = 11; // Lines of a note in the margin, above which it is folded.
  const FAR = 360; // Pixels a note may stand from its line before the crowd around it becomes piles.
  const SLOT = 400; // Pixels of text whose notes make one pile.
  const SLACK = 220; // Pixels a note may stand below its line before those above it make room.

  // In the head, before the notes are drawn, so that none of them is seen to move.
  document.documentElement.classList.add("noted");

  // Puts each box at its line, or below the one before it; where that leaves one too far down, those above
  // it make room, but for the one that the reader has opened. None stands above the top.
  function spread(boxes) {
    let free = 0;
    for (const box of boxes) {
      box.top = Math.max(box.wish, free);
      free = box.top + box.height + GAP;
    }
    for (const box of boxes.toReversed()) {
      box.top = box.pinned ? box.wish : Math.min(box.top, box.wish + SLACK, free - box.height - GAP);
      free = box.top;
    }
    free = 0;
    for (const box of boxes) {
      box.top = Math.max(box.top, free);
      free = box.top + box.height + GAP;
    }
  }

  // The boxes in runs that touch each other.
  function runsOf(boxes) {
    const runs = [];
    let free = 0;
    for (const box of boxes) {
      if (!runs.length || box.top > free + 1) runs.push([]);
      runs.at(-1).push(box);
      free = box.top + box.height + GAP;
    }
    return runs;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const section = document.getElementById("notes");
    const article = section?.closest(".article");
    if (!article) return;
    const list = section.querySelector(".notes-list");
    const prose = article.querySelector(".prose");
    const notes = new Map([...list.children].map((note) => [note.id.slice(5), note]));
    const beside = [...notes.values()].filter((note) => !note.matches(".note--ambiguous, .note--orphan"));
    const marks = new Map([...notes.keys()].map((id) => [id, []]));
    for (const mark of prose.querySelectorAll("mark.quoted")) {
      const ids = idsOf(mark);
      for (const id of ids) marks.get(id)?.push(mark);
      mark.classList.toggle("quoted--done", ids.every((id) => notes.get(id)?.matches(".note--resolved")));
    }
    let boxes = [];
    let pinned = null;

    function idsOf(mark) {
      return mark.dataset.notes.split(" ");
    }

    // Of several notes on the same words, those that quote the fewest come first.
    function closest(ids) {
      const length = (id) => marks.get(id).reduce((sum, mark) => sum + mark.textContent.length, 0);
      return ids.filter((id) => notes.has(id)).sort((one, other) => length(one) - length(other));
    }

    function idOf(note) {
      return note.id.slice(5);
    }

    function refOf(id) {
      return document.getElementById(`ref-${id}`);
    }

    // Light: a mark and its notes show that they belong together.

    let lit = [];
    function light(ids) {
      for (const element of lit) element.classList.remove("note--lit", "quoted--lit");
      lit = ids.flatMap((id) => [notes.get(id), ...(marks.get(id) ?? [])]).filter(Boolean);
      for (const element of lit) element.classList.add(element.matches(".note") ? "note--lit" : "quoted--lit");
    }

    function idsAt(target) {
      const found = target.closest?.("mark.quoted, .note-ref, .notes .note");
      if (!found) return [];
      if (found.matches(".note-ref")) return [found.id.slice(4)];
      return found.matches(".note") ? [idOf(found)] : idsOf(found);
    }

    // What the reader points at; else where the focus is; else what is open.
    function relight(target) {
      const groups = [idsAt(target), idsAt(document.activeElement), pinned ? [pinned] : []];
      light(groups.find((ids) => ids.length) ?? []);
    }

    for (const kind of ["mouseover", "focusin"]) article.addEventListener(kind, (event) => relight(event.target));
    article.addEventListener("mouseleave", () => relight(document.body));

    // The margin.

    function wishOf(note, top) {
      const [mark] = marks.get(idOf(note));
      return mark ? (mark.getClientRects()[0] ?? mark.getBoundingClientRect()).top - top : 0;
    }

    function unfold(note, open) {
      const button = note.querySelector(".note-more");
      if (!button) return;
      note.classList.toggle("note--folded", !open);
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? section.dataset.less : section.dataset.more;
    }

    function foldLong() {
      const bodies = beside.map((note) => note.querySelector(".note-body"));
      const long = bodies.map((body) => body && body.scrollHeight > FOLD * parseFloat(getComputedStyle(body).lineHeight));
      beside.forEach((note, at) => {
        if (!long[at] || note.querySelector(".note-more")) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "note-more";
        bodies[at].id = `body-${idOf(note)}`;
        button.setAttribute("aria-controls", bodies[at].id);
        bodies[at].after(button);
        unfold(note, false);
      });
    }

    function scatter() {
      for (const pile of list.querySelectorAll(".note-pile")) pile.remove();
      list.replaceChildren(...notes.values());
    }

    function pileOf(crowd) {
      const pile = document.createElement("li");
      pile.className = "note-pile";
      const said = document.createElement("p");
      said.textContent = section.dataset.pile.replace("{n}", crowd.length);
      const inner = document.createElement("ol");
      inner.tabIndex = 0;
      inner.setAttribute("aria-label", said.textContent);
      // By number, and where the first of them stood: the order of the list is that of the keyboard.
      const inOrder = crowd.map((box) => box.element).sort((one, other) => one.dataset.number - other.dataset.number);
      inOrder[0].before(pile);
      inner.append(...inOrder);
      pile.append(said, inner);
      return { element: pile, wish: crowd[0].wish };
    }

    // Where so many notes stand that they would be far from their lines, they share boxes that scroll.
    function gather() {
      return runsOf(boxes).flatMap((run) => {
        if (run.every((box) => Math.abs(box.top - box.wish) <= FAR)) return run;
        const slots = new Map();
        for (const box of run) {
          const slot = Math.floor(box.wish / SLOT);
          if (!slots.has(slot)) slots.set(slot, []);
          slots.get(slot).push(box);
        }
        return [...slots.values()].flatMap((crowd) => (crowd.length > 2 ? [pileOf(crowd)] : crowd));
      });
    }

    function place() {
      for (const box of boxes) box.height = box.element.offsetHeight;
      spread(boxes);
      const end = boxes.length ? boxes.at(-1).top + boxes.at(-1).height : 0;
      for (const box of boxes) box.element.style.top = `${Math.round(box.top)}px`;
      article.style.minHeight = `${Math.ceil(end)}px`;
    }

    function arrange() {
      if (list.querySelector(".note-pile")) scatter();
      if (WIDE.matches) {
        foldLong();
        const top = article.getBoundingClientRect().top;
        boxes = beside
          .map((element) => ({ element, wish: wishOf(element, top) }))
          .sort((one, other) => one.wish - other.wish);
        const before = boxes.length;
        place();
        boxes = gather();
        if (boxes.length < before) place();
        if (pinned) pin(pinned);
      } else {
        boxes = [];
        article.style.minHeight = "";
      }
    }

    // A reader opens a note.

    function pin(id) {
      pinned = id;
      const note = id && notes.get(id);
      for (const box of boxes) box.pinned = Boolean(note && box.element.contains(note));
      if (note) unfold(note, true);
      place();
      const pile = note?.closest(".note-pile > ol");
      if (pile) pile.scrollTop = note.offsetTop - pile.offsetTop - 8;
      light(id ? [id] : []);
    }

    function open(ids, focus) {
      if (!WIDE.matches) return openSheet(ids);
      const id = ids[(ids.indexOf(pinned) + 1) % ids.length];
      pin(id);
      const note = notes.get(id);
      note.tabIndex = -1;
      if (focus) note.focus({ preventScroll: true });
      const { top, bottom } = note.getBoundingClientRect();
      if (top < 64 || bottom > innerHeight) note.scrollIntoView({ block: bottom - top > innerHeight ? "start" : "nearest" });
    }

    article.querySelector(".imprint-notes").addEventListener("click", (event) => {
      if (!WIDE.matches || !boxes.length) return;
      event.preventDefault();
      open([...marks.keys()].filter((id) => beside.includes(notes.get(id))).slice(0, 1), true);
    });
    article.addEventListener("click", (event) => {
      const more = event.target.closest(".note-more");
      const found = event.target.closest(".note-ref, mark.quoted");
      if (more) {
        const note = more.closest(".note");
        unfold(note, note.matches(".note--folded"));
        place();
      } else if (found && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        const isRef = found.matches(".note-ref");
        if (!isRef && (event.target.closest("a") || !getSelection().isCollapsed)) return;
        const ids = closest(isRef ? [found.id.slice(4)] : idsOf(found));
        if (!ids.length) return;
        event.preventDefault();
        open(ids, isRef);
      }
    });
    list.addEventListener("focusin", (event) => {
      const note = event.target.closest(".note--folded");
      if (note && event.target.closest(".note-body")) {
        unfold(note, true);
        place();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !pinned || sheet.open) return;
      const note = notes.get(pinned);
      const back = note.contains(document.activeElement) && refOf(pinned);
      pin(null);
      back?.focus({ preventScroll: false });
    });

    // The sheet.

    const sheet = document.createElement("dialog");
    sheet.className = "sheet";
    sheet.lang = section.lang;
    sheet.setAttribute("aria-label", section.querySelector("h2").textContent);
    const bar = document.createElement("div");
    bar.className = "sheet-bar";
    const choice = document.createElement("div");
    choice.className = "sheet-choice";
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", section.dataset.choice);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "sheet-close";
    close.textContent = section.dataset.close;
    const shown = document.createElement("div");
    shown.tabIndex = -1;
    bar.append(choice, close);
    sheet.append(bar, shown);
    document.body.append(sheet);
    let opener = null;

    function chip(id, ids) {
      const note = notes.get(id);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${note.dataset.number} ${note.querySelector(".note-kind").textContent}`;
      button.addEventListener("click", () => show(id, ids));
      return button;
    }

    function show(id, ids) {
      const note = notes.get(id);
      shown.className = note.className;
      shown.classList.remove("note--folded", "note--lit");
      shown.replaceChildren(...[...note.children].map((child) => child.cloneNode(true)));
      for (const element of shown.querySelectorAll("[id]")) element.removeAttribute("id");
      shown.querySelector(".note-more")?.remove();
      if (ids.length > 1 && !choice.childElementCount) choice.replaceChildren(...ids.map((each) => chip(each, ids)));
      ids.forEach((each, at) => choice.children[at]?.setAttribute("aria-pressed", String(each === id)));
      sheet.scrollTop = 0;
      opener = refOf(id);
      light([id]);
    }

    function openSheet(ids) {
      choice.replaceChildren();
      show(ids[0], ids);
      if (!sheet.open) sheet.showModal();
      shown.focus({ preventScroll: true });
      const [mark] = marks.get(ids[0]);
      const covered = mark && mark.getBoundingClientRect().bottom + 24 - (innerHeight - sheet.offsetHeight);
      if (covered > 0) scrollBy({ top: covered });
    }

    close.addEventListener("click", () => sheet.close());
    sheet.addEventListener("close", () => {
      light([]);
      opener?.focus({ preventScroll: true });
    });
    sheet.addEventListener("click", (event) => {
      if (event.target.closest('a[href^="#ref-"]')) {
        event.preventDefault();
        sheet.close();
      } else if (event.target === sheet && event.clientY < sheet.getBoundingClientRect().top) {
        sheet.close();
        const mark = document.elementFromPoint(event.clientX, event.clientY)?.closest("mark.quoted");
        if (mark && !mark.closest("a")) openSheet(closest(idsOf(mark)));
      }
    });

    // Addresses: #note-ID shows the note and its words.

    function follow() {
      if (!location.hash.startsWith("#note-")) return;
      const id = decodeURIComponent(location.hash).slice(6);
      if (!beside.includes(notes.get(id))) return;
      refOf(id)?.scrollIntoView({ block: "center" });
      pinned = null;
      open([id], true);
    }

    section.dataset.arranged = "";
    arrange();
    // The browser goes to the list first; what the address means is the note beside its words.
    addEventListener("load", () => setTimeout(follow));
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", scatter);
    addEventListener("afterprint", arrange);
    let awaited = 0;
    const again = () => {
      cancelAnimationFrame(awaited);
      awaited = requestAnimationFrame(arrange);
    };
    const watch = new ResizeObserver(again);
    watch.observe(prose);
    watch.observe(article.querySelector(".article-head"));
    WIDE.addEventListener("change", () => {
      if (sheet.open) sheet.close();
      again();
    });
  });
})();
