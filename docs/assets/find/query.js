// What is asked for: a query cut into parts, each with the other ways in which it may be written.

// The index holds single characters, for its own cut of a text into words is another than the
// browser's cut of a query (annotated_reader/site/cutting.py): a word is asked for as a phrase of them.
export const ALONE = /[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

// The index counts marks as words, so no phrase reaches over one: 3.5 is asked for as 3 and 5.
const BORDER = /[^\p{L}\p{M}\p{N}]+/u;
const LATIN = /^[\p{sc=Latn}\p{M}]+$/u;

const MOST_WAYS = 24;
const LONGEST_NAME_IN_WORDS = 5;

// The table of characters and the names of the vocabulary, as names.json has them.
export function learn(known) {
  const simplified = [...known.simplified];
  const table = new Map([...known.variants].map((variant, place) => [variant, simplified[place]]));
  const names = new Map();
  const starts = new Map();
  const sense = { table, names, starts, folds: new Map() };
  for (const entity of known.entities) {
    const ways = [...new Map(entity.names.map((name) => [fold(name, sense), name])).keys()];
    for (const name of ways) names.set(name, { ...entity, ways });
    const inside = [...ways.filter((name) => /^\P{sc=Latn}{2,}$/u.test(name)), ...entity.not_in.map((word) => fold(word, sense))];
    for (const name of inside) starts.set(name[0], [...(starts.get(name[0]) ?? []), name]);
  }
  for (const found of starts.values()) found.sort((a, b) => b.length - a.length);
  return sense;
}

// One script, width and case, character for character; annotated_reader/vocabulary/folding.py does the same.
export function fold(text, sense) {
  return Array.from(text, (character) => foldOne(character, sense)).join("");
}

export function foldOne(character, { table, folds }) {
  if (!folds.has(character)) {
    const normal = character.normalize("NFKC");
    const single = [...normal].length === 1 ? normal : character;
    const plain = /\s/u.test(single) ? " " : "•‧・∙●･".includes(single) ? "·" : single;
    const one = table.get(plain) ?? plain;
    const small = one.toLowerCase();
    folds.set(character, [...small].length === 1 ? small : one);
  }
  return folds.get(character);
}

// The parts of a query, each with the ways of which one has to be found; words between quotation marks have one way.
export function partsOf(query, sense) {
  const tokens = [...query.normalize("NFKC").matchAll(/["“”]([^"“”]*)["“”]|[^\s"“”]+/gu)];
  const parts = [];
  for (let place = 0; place < tokens.length; ) {
    const exact = tokens[place][1] !== undefined;
    const count = exact ? 1 : nameInWords(tokens, place, sense);
    const said = tokens.slice(place, place + count).map((token) => token[1] ?? token[0]).join(" ");
    const folded = fold(said, sense);
    const ways = exact ? [wayOf(folded)] : waysOf(folded, sense);
    if (ways[0].phrases.length) parts.push({ said, exact, ways, entity: sense.names.get(folded) });
    place += count;
  }
  return parts;
}

// How many tokens from `place` on are one name, such as North Korea; one if they are none.
function nameInWords(tokens, place, sense) {
  for (let count = Math.min(LONGEST_NAME_IN_WORDS, tokens.length - place); count > 1; count -= 1) {
    const taken = tokens.slice(place, place + count);
    const words = taken.map((token) => token[0]).join(" ");
    if (taken.every((token) => token[1] === undefined) && sense.names.has(fold(words, sense))) return count;
  }
  return 1;
}

// The words as they were typed, then what else they may be called.
function waysOf(folded, sense) {
  const entity = sense.names.get(folded);
  if (entity) return [folded, ...entity.ways.filter((name) => name !== folded)].map((name) => wayOf(name, true));
  let texts = [""];
  for (const pieces of piecesOf(folded, sense)) {
    texts = pieces.flatMap((piece) => texts.map((text) => text + piece)).slice(0, MOST_WAYS);
  }
  return texts.map((text) => wayOf(text));
}

// The text piece by piece, each with what may stand in its place: names inside it, longest first.
function piecesOf(folded, { names, starts }) {
  const pieces = [];
  for (let place = 0; place < folded.length; ) {
    const found = starts.get(folded[place])?.find((name) => folded.startsWith(name, place));
    const others = names.get(found)?.ways.filter((name) => name !== found && /^\P{sc=Latn}+$/u.test(name)) ?? [];
    const piece = found ?? String.fromCodePoint(folded.codePointAt(place));
    pieces.push([piece, ...others]);
    place += piece.length;
  }
  return pieces;
}

// One way of writing: the phrases that the index is asked for, and the words that are marked where it is found.
function wayOf(folded, isName = false) {
  const words = folded.split(BORDER).filter(Boolean);
  if (isName && /^[\p{L}\p{M}\p{N} ]+$/u.test(folded)) return { phrases: [`"${apart(words.join(" "))}"`], words: [folded] };
  return { phrases: words.map((word) => (LATIN.test(word) && !isName ? word : `"${apart(word)}"`)), words };
}

function apart(word) {
  return word.replace(ALONE, " $& ").trim().replace(/ +/gu, " ");
}
