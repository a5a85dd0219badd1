// The page's texts, in the language that was chosen last.

import { commands } from "./server.js";

const root = document.documentElement;
const HTML_LANGUAGES = { "zh-TW": "zh-Hant-TW", en: "en" };
let texts = {};

export const language = () => root.dataset.language;
export const word = (key) => texts[key] ?? "";

// Fetch texts and commands of a language and write the texts where the page says they go.
export async function speak(chosen) {
  const known = await commands(chosen);
  texts = known.texts;
  root.dataset.language = known.language;
  root.lang = HTML_LANGUAGES[known.language];
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = word(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = word(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[title]")) node.title = node.getAttribute("aria-label");
  return known.commands;
}

// Make an element; its text is text, never markup.
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}
