// Shows what an article is about before a link to it is followed: for a mouse that rests, for the keyboard's focus.
(() => {
  const WAIT = 250;
  const LEAVE = 200;
  const ARTICLE = /^(.*\/articles\/[^/]+)\/$/;
  const known = new Map();
  let box;
  let shownFor;
  let waiting;
  let leaving;

  function previewOf(link) {
    // Asked of the link itself: an address that no host can have leaves its parts empty, and throws elsewhere.
    const match = link.origin === location.origin && link.pathname !== location.pathname && ARTICLE.exec(link.pathname);
    return match ? `${match[1]}.preview.json` : null;
  }

  async function read(address) {
    if (!known.has(address)) {
      const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : null));
      known.set(address, asked.catch(() => null));
    }
    const found = await known.get(address);
    if (!found) known.delete(address);
    return found;
  }

  function part(name, text, lang) {
    const element = document.createElement(name);
    element.textContent = text;
    if (lang) element.lang = lang;
    return element;
  }

  function place(link) {
    const line = link.getClientRects()[0];
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, line.left), document.documentElement.clientWidth - width - 8);
    const below = line.bottom + 6;
    box.style.left = `${left}px`;
    box.style.top = `${below + height < innerHeight ? below : Math.max(8, line.top - height - 6)}px`;
  }

  function hide() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    shownFor = undefined;
    box.hidden = true;
  }

  async function show(link, address) {
    const found = await read(address);
    if (!found || !link.isConnected || !(link.matches(":hover") || link === document.activeElement)) return;
    hide();
    if (!box) {
      box = document.createElement("div");
      box.className = "preview";
      box.id = "preview";
      box.setAttribute("role", "tooltip");
      box.addEventListener("pointerenter", () => clearTimeout(leaving));
      box.addEventListener("pointerleave", hide);
      document.body.append(box);
    }
    box.replaceChildren(part("b", found.title, found.lang), part("span", found.facts), part("p", found.text, found.lang));
    box.hidden = false;
    shownFor = link;
    link.setAttribute("aria-describedby", box.id);
    place(link);
  }

  function begin(link) {
    const address = link && link !== shownFor && previewOf(link);
    if (!address) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(link, address), WAIT);
  }

  const linkOf = (event) => event.target.closest?.("main a[href]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") begin(linkOf(event));
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || !linkOf(event)) return;
    clearTimeout(waiting);
    if (shownFor === linkOf(event)) leaving = setTimeout(hide, LEAVE);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) begin(link);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", () => shownFor && hide(), { passive: true });
  document.addEventListener("pointerdown", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
