// Lines asked before, reached with the arrow keys.

import { read, write } from "./kept.js";

const MOST = 100;
const lines = read("history", []);
let at = lines.length;
let draft = "";

export const browsing = () => at < lines.length;

export function remember(line) {
  if (lines.at(-1) !== line) lines.push(line);
  lines.splice(0, lines.length - MOST);
  write("history", lines);
  at = lines.length;
}

// Return the line one step back (-1) or forward (1); null at either end.
export function step(by, typed) {
  const next = at + by;
  if (next < 0 || next > lines.length) return null;
  if (at === lines.length) draft = typed;
  at = next;
  return at === lines.length ? draft : lines[at];
}
