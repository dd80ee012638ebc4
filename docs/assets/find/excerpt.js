// What a result says around the words that were asked for, as the article has them.

import { foldOne } from "./query.js";

const BEFORE = 24;
const AFTER = 56;
const LONGEST = 110;
const MOST = 2;

// Where one of the phrases stands in the text, in characters, none over another.
export function marksIn(characters, phrases, sense) {
  const folded = characters.map((character) => foldOne(character, sense));
  const text = folded.join("");
  const place = placesOf(folded);
  const marks = [];
  for (const phrase of phrases) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
      marks.push([place[at], place[at + phrase.length]]);
    }
  }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let reached = 0;
  return marks.filter(([start, end]) => start >= reached && (reached = end));
}

// For each code unit of the joined text, the number of its character.
function placesOf(characters) {
  const place = [];
  characters.forEach((character, number) => place.push(...Array(character.length).fill(number)));
  return [...place, characters.length];
}

// Up to two pieces of the text, each with its marks: [[piece, isMarked], …] for each.
export function piecesAround(characters, marks) {
  const windows = [];
  for (const [start, end] of marks) {
    const last = windows.at(-1);
    if (last && end <= last.end) continue;
    if (last && start - BEFORE <= last.end && end - last.start <= LONGEST) last.end = Math.min(end + AFTER, last.start + LONGEST);
    else if (windows.length < MOST) windows.push({ start: Math.max(last?.end ?? 0, start - BEFORE), end: end + AFTER });
  }
  return windows.map(({ start, end }) => cut(characters, start, Math.min(end, characters.length), marks));
}

function cut(characters, start, end, marks) {
  const text = (from, to) => characters.slice(from, to).join("").replace(/\n/gu, " ");
  const pieces = [];
  let at = start;
  for (const [from, to] of marks.filter((mark) => mark[0] >= start && mark[1] <= end)) {
    pieces.push([text(at, from), false], [text(from, to), true]);
    at = to;
  }
  pieces.push([text(at, end), false]);
  if (start > 0) pieces[0][0] = `…${pieces[0][0]}`;
  if (end < characters.length) pieces.at(-1)[0] += "…";
  return pieces.filter(([piece]) => piece);
}
