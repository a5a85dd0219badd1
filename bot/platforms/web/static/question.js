// The field a question is typed into: suggestions above it, history behind the arrow keys.

import * as history from "./history.js";
import { suggestions } from "./suggest.js";
import { element } from "./words.js";

const PAUSE = 80;
const field = document.getElementById("line");
const list = document.getElementById("options");
let offered = [];
let active = -1;
let pending;

export function prepare(commands, submit) {
  field.addEventListener("input", () => offer(commands()));
  field.addEventListener("keydown", (event) => pressed(event, commands));
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const chosen = event.target.closest("li");
    if (chosen) take([...list.children].indexOf(chosen), commands);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (!line) return;
    close();
    field.value = "";
    submit(line);
  });
}

function pressed(event, commands) {
  if (event.isComposing) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by && offered.length && (active >= 0 || by === 1) && !history.browsing()) mark((active + by + offered.length) % offered.length);
  else if (by) recall(by);
  else if (event.key === "Tab" && !event.shiftKey && offered.length) take(Math.max(active, 0), commands);
  else if (event.key === "Enter" && active >= 0) take(active, commands);
  else if (event.key === "Escape" && offered.length) close();
  else return;
  event.preventDefault();
}

function recall(by) {
  const line = history.step(by, field.value);
  if (line === null) return;
  close();
  field.value = line;
}

function take(index, commands) {
  field.value = offered[index].line;
  field.focus();
  offer(commands());
}

async function offer(commands) {
  pending?.abort();
  pending = new AbortController();
  const { signal } = pending;
  await new Promise((resume) => setTimeout(resume, PAUSE));
  if (signal.aborted) return;
  try {
    const found = await suggestions(field.value, commands, signal);
    if (!signal.aborted) show(found);
  } catch {
    if (!signal.aborted) close();
  }
}

function show(found) {
  offered = found;
  active = -1;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  field.setAttribute("aria-expanded", String(Boolean(found.length)));
  field.removeAttribute("aria-activedescendant");
}

function option({ label, note }, index) {
  const node = element("li", { id: `option-${index}` }, element("span", {}, label));
  if (note) node.append(element("small", {}, note));
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  return node;
}

function mark(index) {
  active = index;
  [...list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
  list.children[index].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `option-${index}`);
}

function close() {
  pending?.abort();
  show([]);
}
