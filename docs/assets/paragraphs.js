// The address of a paragraph: a sign beside the one that is pointed at or selected, and the key p.
(() => {
  const article = document.querySelector(".article");
  const prose = article?.querySelector(".prose");
  const box = document.querySelector(".para");
  const said = document.querySelector(".para-said");
  if (!prose || !box) return;
  const link = box.querySelector(".para-link");
  const NAMED = "[id^='p-'], :is(h2, h3, h4, h5, h6)[id]";
  // Where there is no room in the margin, and where nothing hovers, the sign stands below, beside a selection.
  const low = matchMedia("(pointer: coarse), (max-width: 48rem)");
  let timer = 0;

  const paragraphOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    const found = element?.closest(NAMED);
    return found && prose.contains(found) ? found : null;
  };

  function say(words) {
    said.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = ""; }, 8000);
  }

  function show(paragraph) {
    if (!paragraph) return;
    link.hash = paragraph.id;
    box.hidden = false;
    box.classList.toggle("para--low", low.matches);
    const down = paragraph.getBoundingClientRect().top - article.getBoundingClientRect().top;
    // Set by its top, it would count as something on the page that jumped.
    box.style.translate = low.matches ? "" : `0 ${down}px`;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.href);
      say(said.dataset.copied);
    } catch {
      // Then the address stands in the address bar.
    }
  }

  function selected() {
    const selection = getSelection();
    return selection && !selection.isCollapsed ? paragraphOf(selection.anchorNode) : null;
  }

  // With nothing selected, the paragraph that is being read: the first that is not above the window.
  function atHand() {
    const all = [...prose.querySelectorAll(NAMED)];
    return selected() ?? all.find((each) => each.getBoundingClientRect().bottom > 80) ?? all.at(-1);
  }

  prose.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !low.matches) show(paragraphOf(event.target));
  });
  document.addEventListener("selectionchange", () => {
    const paragraph = selected();
    if (paragraph) show(paragraph);
    else if (low.matches) box.hidden = true;
  });
  link.addEventListener("pointerdown", (event) => event.preventDefault());
  link.addEventListener("click", copy);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "p" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const paragraph = atHand();
    if (!paragraph) return;
    event.preventDefault();
    show(paragraph);
    location.hash = paragraph.id;
    copy();
  });

  const lost = () => {
    const name = location.hash.slice(1);
    if (/^p-[a-z2-7]{7}(-\d+)?$/.test(name) && !document.getElementById(name)) say(said.dataset.gone);
  };
  addEventListener("hashchange", lost);
  lost();
})();
