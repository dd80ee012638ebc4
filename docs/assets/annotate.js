// Writing a note: select words, press the button. The file's text is made here, wherever it goes.
(() => {
  const CONTEXT = 32; // Characters before and behind the quotation that go along.
  // GitHub answers 414 to addresses beyond some 8,000 bytes; a Chinese character takes nine of them.
  const LONGEST_ADDRESS = 7500;
  const SETTLE = 200;
  const PATIENCE = 10000;
  // What stands on the page and not in the article: numbers of notes, what holds pictures back, footnotes' links.
  const APART = ".note-ref, .footnote-ref, .footnote-backref, .held, .held-frame, button, script, style, template, [data-pagefind-ignore]";
  const BLOCKS = "p, li, blockquote, h1, h2, h3, h4, h5, h6, figcaption, td, th, pre, dt, dd, div, figure, ul, ol, table, tr";

  const article = document.querySelector(".article");
  const prose = article?.querySelector(".prose");
  const tools = document.querySelector(".annotate");
  if (!prose || !tools) return;
  const open = tools.querySelector(".annotate-open");
  const said = tools.querySelector(".annotate-said");
  const write = tools.querySelector(".annotate-write");
  const copy = tools.querySelector(".annotate-copy");
  const form = write.querySelector("form");
  const fault = write.querySelector(".annotate-fault");
  const coarse = matchMedia("(pointer: coarse)");
  const onGitHub = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/?$/.test(article.dataset.repository ?? "");
  const draftName = `reader-draft ${article.dataset.slug}`;
  let chosen = null;
  let timer = 0;

  // The text of a range as the article has it, one line for each block.
  function textOf(range) {
    const holder = document.createElement("div");
    holder.append(range.cloneContents());
    for (const node of holder.querySelectorAll(APART)) node.remove();
    for (const br of holder.querySelectorAll("br")) br.replaceWith("\n");
    for (const block of holder.querySelectorAll(BLOCKS)) {
      block.before("\n");
      block.after("\n");
    }
    return holder.textContent.split("\n").map((line) => line.replace(/[\s\u200b\ufeff]+/gu, " ").trim()).filter(Boolean).join("\n");
  }

  function inside(range) {
    const whole = document.createRange();
    whole.selectNodeContents(prose);
    if (range.compareBoundaryPoints(Range.START_TO_END, whole) <= 0 || range.compareBoundaryPoints(Range.END_TO_START, whole) >= 0) return null;
    const part = range.cloneRange();
    if (part.compareBoundaryPoints(Range.START_TO_START, whole) < 0) part.setStart(whole.startContainer, whole.startOffset);
    if (part.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(whole.endContainer, whole.endOffset);
    return part;
  }

  // The quotation with the words around it, which tell it from its twins.
  function take(selection) {
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = inside(selection.getRangeAt(0));
    const quote = range ? textOf(range) : "";
    if (!/[\p{L}\p{N}]/u.test(quote)) return null;
    const before = document.createRange();
    before.setStart(prose, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const behind = document.createRange();
    behind.setStart(range.endContainer, range.endOffset);
    behind.setEnd(prose, prose.childNodes.length);
    const plain = (words) => [...textOf(words).replaceAll("\n", " ")];
    return {
      quote,
      base: article.dataset.textSha256,
      prefix: plain(before).slice(-CONTEXT).join("").trim(),
      suffix: plain(behind).slice(0, CONTEXT).join("").trim(),
      top: range.getBoundingClientRect().top,
      end: [...range.getClientRects()].filter((box) => box.width).at(-1) ?? range.getBoundingClientRect(),
    };
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function fileName(by) {
    const who = by.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 30) || "note";
    const chance = Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${today()}-${who}-${chance}.md`;
  }

  // A line of the note that begins like a quotation, and stands in no fence of code, would begin another note.
  function unquoted(body) {
    let fence = "";
    return body.split("\n").map((line) => {
      const [, mark = ""] = /^ {0,3}(```+|~~~+)/.exec(line) ?? [];
      const turns = fence ? mark.startsWith(fence) : mark;
      if (turns) fence = fence ? "" : mark;
      if (turns || fence) return line;
      return line.replace(/^(\s*)([>＞])/, (_, space, sign) => space + (sign === ">" ? "\\>" : "&#65310;"));
    }).join("\n");
  }

  // JSON's strings are YAML's, line ends and quotation marks and all.
  function fileText(note) {
    const fields = [["kind", note.kind]];
    if (note.by) fields.push(["by", JSON.stringify(note.by)]);
    if (note.tags.length) fields.push(["tags", JSON.stringify(note.tags)]);
    if (note.prefix) fields.push(["prefix", JSON.stringify(note.prefix)]);
    if (note.suffix) fields.push(["suffix", JSON.stringify(note.suffix)]);
    if (note.base) fields.push(["base", note.base]);
    const quote = note.quote.split("\n").map((line) => `> ${line}`);
    const body = unquoted(note.body.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/g, "")).trim();
    return `---\n${fields.map(([name, value]) => `${name}: ${value}`).join("\n")}\n---\n${quote.join("\n")}\n\n${body}\n`;
  }

  function place() {
    chosen = take(getSelection());
    tools.hidden = !chosen;
    if (!chosen) return;
    tools.classList.toggle("annotate--low", coarse.matches);
    if (coarse.matches) return;
    const { width, height } = open.getBoundingClientRect();
    const below = chosen.end.bottom + 10;
    const top = below + height < innerHeight ? below : Math.max(8, chosen.top - height - 10);
    open.style.top = `${Math.min(top, innerHeight - height - 8)}px`;
    open.style.left = `${Math.min(Math.max(8, chosen.end.right - width / 2), innerWidth - width - 8)}px`;
  }

  function say(words) {
    said.textContent = words;
    if (words) setTimeout(() => { if (said.textContent === words) said.textContent = ""; }, 8000);
  }

  function blank() {
    return { ...chosen, kind: "comment", by: "", tags: [], body: "" };
  }

  function address(name, text) {
    const root = article.dataset.repository.replace(/\/$/, "");
    const folder = article.dataset.notesFolder.split("/").map(encodeURIComponent).join("/");
    const bare = `${root}/new/${article.dataset.branch.split("/").map(encodeURIComponent).join("/")}/${folder}?filename=${encodeURIComponent(name)}`;
    return { bare, full: `${bare}&value=${encodeURIComponent(text)}` };
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // Then the reader copies by hand, from the field.
    }
  }

  function showCopy(name, text, link) {
    copy.querySelector("code").textContent = `${article.dataset.notesFolder}/${name}`;
    copy.querySelector("textarea").value = text;
    const go = copy.querySelector(".annotate-go");
    go.hidden = !link;
    if (link) go.href = link;
    copy.showModal();
    copy.querySelector("textarea").select();
  }

  // On the published site: GitHub's page for a new file, all filled in, as far as an address can hold it.
  async function publish() {
    const name = fileName("");
    const text = fileText(blank());
    if (!onGitHub) return showCopy(name, text, "");
    const { bare, full } = address(name, text);
    if (full.length <= LONGEST_ADDRESS) {
      window.open(full, "_blank", "noopener,noreferrer");
      return undefined;
    }
    if (!(await copied(text))) return showCopy(name, text, bare);
    say(tools.dataset.tooLong);
    window.open(bare, "_blank", "noopener,noreferrer");
    return undefined;
  }

  function start() {
    if (!chosen) return;
    if (!tools.dataset.place) {
      publish();
      return;
    }
    ask();
  }

  function ask() {
    fault.textContent = "";
    write.querySelector(".annotate-quote").textContent = chosen.quote;
    form.elements.by.value ||= remembered();
    write.showModal();
    form.elements.body.focus();
  }

  // The server loads the page again whenever any file changes: what is being written must outlive that.
  function keepDraft() {
    if (!chosen) return;
    const { quote, base, prefix, suffix } = chosen;
    const { kind, by, tags, body } = form.elements;
    const written = { kind: kind.value, by: by.value, tags: tags.value, body: body.value };
    try {
      sessionStorage.setItem(draftName, JSON.stringify({ chosen: { quote, base, prefix, suffix }, written, open: write.open }));
    } catch {
      // Then it lasts as long as the page.
    }
  }

  function dropDraft() {
    try {
      sessionStorage.removeItem(draftName);
    } catch {
      // Then none was kept.
    }
  }

  function takeUpDraft() {
    let draft = null;
    try {
      draft = JSON.parse(sessionStorage.getItem(draftName));
    } catch {
      // Then there is none.
    }
    if (!draft?.chosen || !draft.written) return;
    for (const [name, value] of Object.entries(draft.written)) form.elements[name].value = value;
    showTags();
    if (!draft.open) return;
    chosen = draft.chosen;
    tools.hidden = false;
    ask();
  }

  function showTags() {
    const needed = form.elements.kind.value === "tag";
    form.querySelector(".annotate-tags").hidden = !needed;
    form.elements.tags.required = needed;
  }

  function remembered() {
    try {
      return localStorage.getItem("reader-editor") ?? "";
    } catch {
      return "";
    }
  }

  function remember(by) {
    try {
      localStorage.setItem("reader-editor", by);
    } catch {
      // Then it is asked for again.
    }
  }

  async function post(note) {
    const answer = await fetch(tools.dataset.place, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Note-Token": tools.dataset.token },
      body: JSON.stringify({ slug: article.dataset.slug, name: fileName(note.by), text: fileText(note) }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    return told.id;
  }

  // The server makes the page again; wait until the note is on it.
  async function show(id) {
    say(tools.dataset.saved);
    history.replaceState(null, "", `#note-${id}`);
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, 200))) {
      const page = await fetch(location.pathname, { cache: "no-store" }).then((answer) => answer.text(), () => "");
      if (page.includes(`id="note-${id}"`)) break;
    }
    location.reload();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = form.elements;
    const tags = fields.kind.value === "tag" ? fields.tags.value.split(/[,，、;；]/).map((tag) => tag.trim()).filter(Boolean) : [];
    const save = form.querySelector(".annotate-save");
    save.disabled = true;
    fault.textContent = "";
    try {
      const id = await post({ ...chosen, kind: fields.kind.value, by: fields.by.value.trim(), tags, body: fields.body.value });
      remember(fields.by.value.trim());
      form.reset();
      showTags();
      chosen = null;
      dropDraft();
      write.close();
      await show(id);
    } catch (problem) {
      const why = problem instanceof TypeError ? tools.dataset.offline : problem.message;
      fault.textContent = tools.dataset.failed.replace("{why}", why);
    } finally {
      save.disabled = false;
    }
  });

  form.elements.kind.addEventListener("change", showTags);
  form.addEventListener("input", keepDraft);
  write.addEventListener("close", () => {
    keepDraft();
    place();
  });
  write.querySelector(".annotate-leave").addEventListener("click", () => write.close());
  copy.querySelector(".annotate-take").addEventListener("click", async () => {
    const field = copy.querySelector("textarea");
    field.select();
    if (await copied(field.value)) say(tools.dataset.copied);
  });
  // The button must not take the selection away before it has been read.
  open.addEventListener("pointerdown", (event) => event.preventDefault());
  open.addEventListener("click", start);
  document.addEventListener("selectionchange", () => {
    if (write.open || copy.open) return;
    clearTimeout(timer);
    timer = setTimeout(place, SETTLE);
  });
  addEventListener("scroll", () => { if (chosen && !write.open && !copy.open) place(); }, { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || write.open || copy.open) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    place();
    if (!chosen) return;
    event.preventDefault();
    start();
  });
  if (tools.dataset.place) takeUpDraft();
})();
