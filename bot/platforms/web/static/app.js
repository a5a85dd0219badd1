// Puts the page together.

import { remember } from "./history.js";
import { write } from "./kept.js";
import * as forms from "./forms.js";
import * as panel from "./panel.js";
import * as question from "./question.js";
import { run } from "./log.js";
import { watch } from "./pushes.js";
import { language, speak } from "./words.js";

const root = document.documentElement;
const YEAR = 365 * 24 * 3600;
let commands = [];

async function ask(line) {
  panel.close();
  remember(line);
  const reply = await run(line);
  // `/lang` chose for this chat; the page follows.
  const chosen = reply?.ok && reply.command === "lang" && line.trim().split(/\s+/)[1];
  if (chosen) await talk(chosen === "en" ? "en" : "zh-TW");
}

async function talk(chosen) {
  document.cookie = `banquet_language=${chosen}; Path=/; Max-Age=${YEAR}; SameSite=Strict`;
  await learn(chosen);
}

async function learn(chosen) {
  commands = await speak(chosen);
  forms.show(commands, ask);
}

function switchTheme() {
  const dark = getComputedStyle(root).colorScheme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  write("theme", root.dataset.theme);
}

panel.prepare();
question.prepare(() => commands, ask);
document.getElementById("theme").addEventListener("click", switchTheme);
document.getElementById("language").addEventListener("click", () => talk(language() === "en" ? "zh-TW" : "en").catch(() => {}));
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-line]");
  if (button) ask(button.dataset.line);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  panel.close();
  document.getElementById("line").focus();
});
await learn(language()).catch(() => {});
watch();
root.dataset.ready = "yes";
