// Asks the index: which articles hold all parts of a query, and which of them a filter lets through.

import { ALONE, fold, learn } from "./query.js";

// A word of letters; it may follow a Chinese character without a space.
const WORD = new RegExp(`(?:(?!${ALONE.source})[\\p{L}\\p{M}\\p{N}])+`, "gu");
const NEAR = 30;
const LONGEST_ENDING = 3;
const MOST_LISTED = 4;

export class Index {
  constructor(base) {
    this.base = base;
  }

  // Loads the index and the names; nothing is fetched before.
  async open() {
    this.opened ??= this.load();
    try {
      return await this.opened;
    } catch (fault) {
      this.opened = undefined;
      throw fault;
    }
  }

  async load() {
    const folder = new URL("pagefind/", this.base).href;
    const read = (name) => fetch(folder + name).then((answer) => answer.json());
    const [pagefind, known, parts] = await Promise.all([import(`${folder}pagefind.js`), read("names.json"), read("parts.json")]);
    const options = { baseUrl: this.base.pathname, excerptLength: 40 };
    await pagefind.options(options);
    for (const part of parts) await pagefind.mergeIndex(folder + part, options);
    this.pagefind = pagefind;
    this.sense = learn(known);
    this.entities = known.entities;
    this.listed = Object.entries(known.listed).flatMap(([kind, rows]) => rows.map(([name, url, count]) => ({ kind, name, url, count })));
    return this;
  }

  // The articles that hold every part, the best first; without parts all articles, the newest first.
  async articlesWith(parts) {
    if (!parts.length) return this.all();
    const [first, ...others] = await Promise.all(parts.map((part) => this.oneOf(part.ways)));
    return [...first.values()]
      .filter(({ result }) => others.every((found) => found.has(result.id)))
      .map(({ result, score }) => ({ result, score: others.reduce((sum, found) => sum + found.get(result.id).score, score) }))
      .sort((a, b) => b.score - a.score)
      .map(({ result }) => result);
  }

  async all() {
    const [{ results }] = await Promise.all([this.pagefind.search(null), this.filters()]);
    return [...results].sort((a, b) => this.order.get(a.id) - this.order.get(b.id));
  }

  // The articles that are found by one way of writing at least, by id.
  async oneOf(ways) {
    const found = new Map();
    for (const results of await Promise.all(ways.map(({ phrases }) => this.allOf(phrases)))) {
      for (const [id, { result, score }] of results) {
        found.set(id, { result, score: score + (found.get(id)?.score ?? 0) });
      }
    }
    return found;
  }

  async allOf(phrases) {
    const answers = await Promise.all(phrases.map((phrase) => this.holding(phrase)));
    const [first, ...others] = answers.map((results) => new Map(results.map((result) => [result.id, result])));
    const held = [...(first?.values() ?? [])].filter((result) => others.every((found) => found.has(result.id)));
    return new Map(held.map((result) => [result.id, { result, score: earliness(result) }]));
  }

  // The articles that hold a phrase, or a word of letters alone: for a word that no article has,
  // the index answers with any that it begins with, as ever for evergreen.
  async holding(phrase) {
    const { results } = await this.pagefind.search(phrase);
    if (!results.length || phrase.startsWith('"')) return results;
    const { content } = await results[0].data();
    return wordsOf(content, this.sense).some((word) => isFormOf(word, phrase)) ? results : [];
  }

  // The values of all filters, each with the ids of the articles that have it; loaded when first asked for.
  async filters() {
    this.known ??= fetch(new URL(`pagefind/filters.json`, this.base)).then((answer) => answer.json());
    try {
      const { ids, filters } = await this.known;
      this.values ??= Object.entries(filters).map(([name, values]) => [name, idsByValue(values, ids)]);
      this.order ??= new Map(ids.map((id, number) => [id, number]));
      return Object.fromEntries(this.values);
    } catch (fault) {
      this.known = undefined;
      throw fault;
    }
  }

  // The outlets, authors and tags that are called as what was typed, or hold it in their name.
  listedAs(query) {
    const folded = fold(query.trim(), this.sense);
    if ([...folded].length < 2) return [];
    const near = this.listed.filter(({ name }) => fold(name, this.sense).includes(folded));
    return near.sort((a, b) => [...a.name].length - [...b.name].length || b.count - a.count).slice(0, MOST_LISTED);
  }

  // Entities whose name looks like what was typed: it holds two of its characters in a row, or four letters.
  alike(query) {
    const folded = fold(query, this.sense).replace(/\s+/gu, "");
    const size = /\p{sc=Latn}/u.test(folded) ? 4 : 2;
    const runs = Array.from({ length: Math.max(0, folded.length - size + 1) }, (_, place) => folded.slice(place, place + size));
    const near = (entity) => entity.names.some((name) => runs.some((run) => fold(name, this.sense).includes(run)));
    return this.entities.filter(near);
  }
}

// The index gives all articles with a phrase the same score: those come first that name it early, in
// their title or their first lines.
function earliness({ words }) {
  const first = words.reduce((least, place) => Math.min(least, place), Infinity);
  return 1 / (1 + first / NEAR);
}

function wordsOf(content, sense) {
  return fold(content, sense).match(WORD) ?? [];
}

// Whether a word begins with what was typed, or is it without an ending: girls finds girl.
function isFormOf(word, typed) {
  return word.startsWith(typed) || (typed.startsWith(word) && word.length > 2 && typed.length - word.length <= LONGEST_ENDING);
}

function idsByValue(values, ids) {
  return Object.fromEntries(Object.entries(values).map(([value, numbers]) => [value, new Set(numbers.map((number) => ids[number]))]));
}
