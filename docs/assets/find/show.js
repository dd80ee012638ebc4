// How results are shown: an article with the words around what was asked for, and help where nothing is found.

import { marksIn, piecesAround } from "./excerpt.js";
import { fold } from "./query.js";

const MOST_SUGGESTED = 6;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(text, action) {
  const made = element("button", "find-suggest", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// One article: title, facts, and what it says, or what a note on it says.
export function excerptItem(page, parts, sense, say) {
  const item = element("li");
  const link = element("a", "", page.meta.title);
  link.href = page.url;
  const facts = [page.meta.publisher, page.meta.published].filter(Boolean).join(" · ");
  item.append(link, element("p", "row-facts", facts));
  const words = [...new Set(parts.flatMap((part) => part.ways.flatMap((way) => way.words)))];
  const text = page.meta.text ?? untitled(page);
  const body = excerptOf(text, words, sense);
  if (body) item.append(body);
  for (const [id, said] of page.meta.notes ? JSON.parse(page.meta.notes) : []) {
    const noted = excerptOf(said, words, sense);
    if (!noted) continue;
    const where = element("a", "find-note", say.note);
    where.href = `${page.url}#${id}`;
    noted.prepend(where, " ");
    item.append(noted);
    break;
  }
  if (item.childElementCount < 3) item.append(excerptOf(text, [], sense));
  return item;
}

// What the index holds of the text, without the title that it begins with.
function untitled(page) {
  const content = page.content.replaceAll("\u200b", "");
  return content.startsWith(page.meta.title) ? content.slice(page.meta.title.length).replace(/^[.\s]+/u, "") : content;
}

// A paragraph with the words marked; nothing where the text has none of them, the text's beginning where none are asked for.
function excerptOf(text, words, sense) {
  const characters = [...text];
  const marks = marksIn(characters, words, sense);
  if (words.length && !marks.length) return undefined;
  const paragraph = element("p", "find-excerpt");
  for (const window of piecesAround(characters, marks.length ? marks : [[0, 0]])) {
    for (const [piece, marked] of window) paragraph.append(element(marked ? "mark" : "span", "", piece));
    paragraph.append(" ");
  }
  return paragraph;
}

// Leads to the outlets, authors and tags of that name, says which other names were looked for too, and
// offers the typed one alone.
export function note(place, parts, listed, { sense, say, base, ask }) {
  place.replaceChildren();
  if (listed.length) {
    const line = element("p", "find-listed");
    for (const { kind, name, url, count } of listed) {
      const link = element("a", "", name);
      link.href = new URL(url, base).href;
      const item = element("span", "", `${kind} `);
      item.append(link, element("span", "count", ` ${count}`));
      line.append(item, " ");
    }
    place.append(line);
  }
  for (const part of parts.filter(({ entity }) => entity)) {
    const line = element("p");
    line.append(entityLink(part.entity, base), ` ${part.entity.gloss} `);
    const others = part.entity.names.filter((name) => fold(name, sense) !== fold(part.said, sense));
    if (!part.exact && others.length) {
      line.append(say.widened.replace("{names}", others.join(say.comma)), " ");
      line.append(button(say.only.replace("{name}", part.said), () => ask(onlyAs(part, parts))));
    }
    place.append(line);
  }
}

// The name of an entity, which leads to its page if it has one.
function entityLink(entity, base) {
  const link = element(entity.url ? "a" : "b", "", entity.names[0]);
  if (entity.url) link.href = new URL(entity.url, base).href;
  return link;
}

// The query with one of its parts as it was typed, and no other name for it.
function onlyAs(part, parts) {
  return parts.map((each) => (each.exact || each === part ? `"${each.said}"` : each.said)).join(" ");
}

// What to do where nothing is found: fewer filters, fewer words, names that look alike, the lists.
export async function helpItems(index, parts, query, filters, { say, base, ask, drop }) {
  const items = [];
  if (filters.length) items.push(button(say.drop, drop));
  if (parts.length > 1) {
    for (const part of parts.slice(0, MOST_SUGGESTED)) {
      const count = (await index.articlesWith([part])).length;
      if (count) items.push(button(`${say.only.replace("{name}", part.said)} (${count})`, () => ask(part.said)));
    }
  }
  const near = index.alike(query).filter((entity) => entity.url);
  items.push(...near.slice(0, MOST_SUGGESTED).map((entity) => entityLink(entity, base)));
  for (const way of document.querySelectorAll(".bar-ways a")) {
    const link = element("a", "", way.textContent);
    link.href = way.href;
    items.push(link);
  }
  return items.map((item) => {
    const row = element("li");
    row.append(item);
    return row;
  });
}
