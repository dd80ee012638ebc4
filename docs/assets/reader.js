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
  if (!show || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const held = show.closest(".held");
  const image = document.createElement("img");
  image.referrerPolicy = "no-referrer";
  image.alt = show.dataset.alt;
  image.addEventListener("error", () => {
    const said = held.querySelector(".held-host");
    said.role = "status";
    image.replaceWith(held);
    said.textContent = show.dataset.failed;
  });
  image.src = show.href;
  held.replaceWith(image);
});

const PAGE = 20;
const PAUSE = 120;
const find = document.getElementById("find");
const words = find.querySelector(".find-words");
const state = find.querySelector(".find-state");
const results = find.querySelector(".find-results");
const more = find.querySelector(".find-more");
const base = new URL(find.dataset.base.replace(/\/?$/, "/"), location.href);
let index;
let found = [];

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

// The index holds single characters, for its own cut of a text into words is another than the
// browser's cut of a query (annotated_reader/site/cutting.py): a word is asked for as a phrase of them.
const ALONE = /[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

function uncut(text) {
  return text.replaceAll("\u200b", "");
}

// What is asked for, whatever way it was typed.
function fold(query) {
  return query.normalize("NFKC");
}

// The index counts marks as words, so no phrase reaches over one: 3.5 is asked for as 3 and 5.
const BORDER = /[^\p{L}\p{M}\p{N}]+/u;

function phrasesOf(query) {
  const terms = fold(query).split(BORDER).filter(Boolean);
  return terms.map((term) => (/^\p{sc=Latn}+$/u.test(term) ? term : `"${term.replace(ALONE, " $& ")}"`));
}

// The articles that hold every phrase, the best for the first phrase first.
async function articlesWith(phrases) {
  const pagefind = await openIndex();
  const answers = await Promise.all(phrases.map((phrase) => pagefind.search(phrase)));
  const [first, ...others] = answers.map((answer) => answer.results);
  const held = others.map((results) => new Set(results.map((result) => result.id)));
  return first.filter((result) => held.every((ids) => ids.has(result.id)));
}

// The index escapes the text of excerpts; a document of its own undoes that and loads nothing.
function plain(escaped) {
  return new DOMParser().parseFromString(escaped, "text/html").body.textContent;
}

function excerptOf(marked) {
  const excerpt = document.createElement("p");
  for (const [place, part] of marked.replaceAll("</mark><mark>", "").split(/<\/?mark>/).entries()) {
    const piece = document.createElement(place % 2 ? "mark" : "span");
    piece.textContent = plain(part);
    excerpt.append(piece);
  }
  return excerpt;
}

function resultItem(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = uncut(page.meta.title);
  const facts = document.createElement("p");
  facts.className = "row-facts";
  facts.textContent = [page.meta.publisher, page.meta.published].filter(Boolean).map(uncut).join(" · ");
  item.append(link, facts, excerptOf(page.excerpt));
  return item;
}

let asked = 0;
async function showMore(turn) {
  const shown = results.childElementCount;
  const pages = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
  if (turn !== asked) return;
  results.append(...pages.map(resultItem));
  more.hidden = results.childElementCount >= found.length;
}

async function search() {
  const turn = ++asked;
  const phrases = phrasesOf(words.value);
  await new Promise((done) => setTimeout(done, PAUSE));
  if (turn !== asked) return;
  try {
    const articles = phrases.length ? await articlesWith(phrases) : [];
    if (turn !== asked) return;
    found = articles;
    results.replaceChildren();
    await showMore(turn);
    if (turn !== asked) return;
    const said = found.length ? find.dataset.count.replace("{n}", found.length) : find.dataset.none;
    state.textContent = words.value.trim() ? said : "";
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
more.addEventListener("click", async () => {
  const next = results.childElementCount;
  await showMore(asked).catch(() => {
    state.textContent = find.dataset.failed;
  });
  results.children[next]?.querySelector("a").focus();
});
find.querySelector(".find-close").addEventListener("click", () => find.close());
find.querySelector(".find-form").addEventListener("submit", (event) => {
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
