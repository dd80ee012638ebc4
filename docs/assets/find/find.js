// The search box: what was typed goes to the index, what is found is shown with the words around it.

import { excerptItem, helpItems, note } from "./show.js";
import { Index } from "./index.js";
import { keep, keptChoices } from "./kept.js";
import { partsOf } from "./query.js";

const PAGE = 20;
const PAUSE = 120;

const find = document.getElementById("find");
const part = (name) => find.querySelector(`.find-${name}`);
const [words, state, widened, results, more, help] = ["words", "state", "widened", "results", "more", "help"].map(part);
const filters = part("filters");
const base = new URL(find.dataset.base.replace(/\/?$/, "/"), location.href);
const say = find.dataset;
const index = new Index(base);
let asked = 0;
let found = [];
let parts = [];

// Called each time the box opens; `query` is what to look for, if a page or the address asks for something.
export async function ready(query) {
  if (query) words.value = query;
  const kept = keptChoices();
  if (kept.size && filters.hidden) await openFilters();
  for (const choice of filters.querySelectorAll("select, input")) {
    if (!kept.has(choice.name)) continue;
    if (choice.type === "checkbox") choice.checked = true;
    else choice.value = kept.get(choice.name);
  }
  if (words.value.trim() || chosen().length) search();
}

async function search() {
  const turn = (asked += 1);
  await new Promise((done) => setTimeout(done, PAUSE));
  if (turn !== asked) return;
  try {
    if (!words.value.trim() && !chosen().length) return clear();
    await index.open();
    const query = partsOf(words.value, index.sense);
    const articles = query.length || !words.value.trim() ? await index.articlesWith(query) : [];
    const kept = await through(articles);
    if (turn !== asked || !find.open) return;
    keep(words.value, chosen());
    [found, parts] = [kept, query];
    results.replaceChildren();
    help.replaceChildren();
    await showMore(turn);
    if (turn !== asked) return;
    state.textContent = found.length ? say.count.replace("{n}", found.length) : say.none;
    note(widened, parts, index.listedAs(words.value), { sense: index.sense, say, base, ask });
    if (!found.length) help.replaceChildren(...(await helpItems(index, parts, words.value, chosen(), { say, base, ask, drop })));
    if (!filters.hidden) await countValues(articles, turn);
  } catch {
    if (turn === asked) state.textContent = say.failed;
  }
}

function clear() {
  keep(null, []);
  found = [];
  for (const place of [results, help, widened]) place.replaceChildren();
  state.textContent = "";
  more.hidden = true;
}

function ask(query) {
  words.value = query;
  words.focus();
  search();
}

function drop() {
  for (const choice of filters.querySelectorAll("select, input")) {
    if (choice.type === "checkbox") choice.checked = false;
    else choice.value = "";
  }
  search();
}

async function showMore(turn) {
  const shown = results.childElementCount;
  const pages = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
  if (turn !== asked) return;
  results.append(...pages.map((page) => excerptItem(page, parts, index.sense, say)));
  more.hidden = results.childElementCount >= found.length;
}

// What the reader narrows the results to: [["publisher", "…"], …].
function chosen() {
  const choices = [...filters.querySelectorAll("select, input")];
  return choices
    .map((choice) => [choice.name, choice.type === "checkbox" ? (choice.checked ? "1" : "") : choice.value])
    .filter(([, value]) => value);
}

async function through(articles, choices = chosen()) {
  if (!choices.length) return articles;
  const known = await index.filters();
  const sets = choices.map(([name, value]) => known[name][value]);
  return articles.filter((article) => sets.every((ids) => ids.has(article.id)));
}

// Says behind every value how many of the articles it would leave.
async function countValues(articles, turn) {
  const known = await index.filters();
  for (const choice of filters.querySelectorAll("select")) {
    const kept = await through(articles, chosen().filter(([name]) => name !== choice.name));
    if (turn !== asked) return;
    for (const option of [...choice.options].slice(1)) {
      const count = kept.filter((article) => known[choice.name][option.value].has(article.id)).length;
      option.textContent = `${labelOf(choice, option.value)} (${count})`;
      option.disabled = !count && !option.selected;
    }
  }
}

async function openFilters() {
  const narrow = part("narrow");
  filters.hidden = !filters.hidden;
  narrow.setAttribute("aria-expanded", String(!filters.hidden));
  if (filters.hidden) return;
  try {
    await index.open();
    const known = await index.filters();
    for (const choice of filters.querySelectorAll("select")) fill(choice, known[choice.name] ?? {});
    filters.querySelector("[name=notes]").closest("label").hidden = !known.notes["1"];
    search();
  } catch {
    state.textContent = say.failed;
  }
}

function fill(choice, values) {
  if (choice.options.length > 1) return;
  const shown = Object.keys(values);
  if (choice.name === "year") shown.sort().reverse();
  if (choice.name === "month") shown.sort((a, b) => a - b);
  choice.append(...shown.map((value) => new Option(labelOf(choice, value), value)));
}

function labelOf(choice, value) {
  return choice.name === "month" ? say.month.replace("{m}", value) : value;
}

// The arrows go from the words to the results, and from one to the next.
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [words, ...results.querySelectorAll("li > a")];
  const at = stops.indexOf(document.activeElement);
  if (!by || at < 0 || event.isComposing || !stops[at + by]) return;
  event.preventDefault();
  stops[at + by].focus();
}

find.addEventListener("keydown", step);
find.addEventListener("close", () => keep(null, []));
words.addEventListener("input", search);
filters.addEventListener("change", search);
part("narrow").addEventListener("click", openFilters);
part("narrow").disabled = false;
more.addEventListener("click", async () => {
  const next = results.childElementCount;
  await showMore(asked).catch(() => {
    state.textContent = say.failed;
  });
  results.children[next]?.querySelector("a").focus();
});
part("form").addEventListener("submit", () => results.querySelector("a")?.focus());
