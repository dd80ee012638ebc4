// What the pages do beyond showing text: theme, pictures on request, search.

const root = document.documentElement;

function otherTheme() {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  return dark ? "light" : "dark";
}

document.querySelector("[data-theme][type=button]")?.addEventListener("click", () => {
  root.dataset.theme = otherTheme();
  try {
    localStorage.setItem("reader-theme", root.dataset.theme);
  } catch {
    // Then the choice lasts for this page.
  }
});

document.addEventListener("click", (event) => {
  const show = event.target.closest?.(".held-show");
  if (!show) return;
  event.preventDefault();
  const image = document.createElement("img");
  image.referrerPolicy = "no-referrer";
  image.alt = show.dataset.alt;
  image.src = show.href;
  show.closest(".held").replaceWith(image);
});

const find = document.getElementById("find");
const words = find.querySelector(".find-words");
const state = find.querySelector(".find-state");
const results = find.querySelector(".find-results");
const base = new URL(find.dataset.base.replace(/\/?$/, "/"), location.href);
let index;

function fold(query) {
  return query.normalize("NFKC").trim();
}

async function openIndex() {
  index ??= import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 40 });
    return pagefind;
  });
  try {
    return await index;
  } catch (fault) {
    index = undefined;
    throw fault;
  }
}

function resultItem(found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.url;
  link.textContent = found.meta.title;
  const facts = document.createElement("span");
  facts.className = "row-facts";
  facts.textContent = [found.meta.publisher, found.meta.published].filter(Boolean).join(" · ");
  const excerpt = document.createElement("p");
  for (const [place, part] of found.excerpt.split(/<\/?mark>/).entries()) {
    const piece = document.createElement(place % 2 ? "mark" : "span");
    piece.innerHTML = part.replace(/</g, "&lt;");
    excerpt.append(piece);
  }
  item.append(link, facts, excerpt);
  return item;
}

let asked = 0;
async function search() {
  const turn = ++asked;
  const query = fold(words.value);
  if (!query) {
    results.replaceChildren();
    state.textContent = "";
    return;
  }
  try {
    const pagefind = await openIndex();
    const answer = await pagefind.search(query);
    const shown = await Promise.all(answer.results.slice(0, 20).map((result) => result.data()));
    if (turn !== asked) return;
    results.replaceChildren(...shown.map(resultItem));
    const count = answer.results.length;
    state.textContent = count ? find.dataset.count.replace("{n}", count) : find.dataset.none;
  } catch {
    if (turn === asked) state.textContent = find.dataset.failed;
  }
}

function openFind() {
  if (!find.open) find.showModal();
  words.select();
}

document.querySelector("[data-find]").addEventListener("click", openFind);
words.addEventListener("input", search);
find.querySelector(".find-form").addEventListener("submit", (event) => {
  if (event.submitter?.value === "close" && document.activeElement !== words) return;
  event.preventDefault();
  results.querySelector("a")?.focus();
});
find.addEventListener("click", (event) => {
  if (event.target === find) find.close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const asks = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (asks) {
    event.preventDefault();
    openFind();
  }
});
