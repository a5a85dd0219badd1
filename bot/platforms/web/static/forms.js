// One form for each command, made from what the registry declares.

import { complete } from "./server.js";
import { element, language, word } from "./words.js";

const place = document.getElementById("forms");

// Write all forms; `run` takes the line that a form says.
export function show(commands, run) {
  const parts = [];
  let section = null;
  for (const command of commands) {
    if (command.section !== section) parts.push(element("h3", {}, command.section));
    section = command.section;
    parts.push(entry(command, run));
  }
  place.replaceChildren(...parts);
}

function entry(command, run) {
  const also = command.aliases[0] ? ` ${command.aliases[0]}` : "";
  const summary = element("summary", {}, element("code", {}, `/${command.name}`), also);
  summary.append(element("small", {}, command.summary));
  const folded = element("details", {}, summary, form(command, run));
  folded.name = "command";
  folded.dataset.command = command.name;
  return folded;
}

function form(command, run) {
  const fields = command.parameters.map((parameter) => field(command, parameter));
  const made = element("form", { autocomplete: "off" }, ...fields.map(({ label }) => label));
  made.append(element("button", { type: "submit", className: "primary" }, word("run")));
  if (command.examples.length) made.append(examples(command.examples));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = fields.map(({ input }) => input.value.trim()).filter(Boolean);
    run([`/${command.name}`, ...values].join(" "));
  });
  return made;
}

function field(command, parameter) {
  const input = parameter.choices.length ? select(parameter) : text(command, parameter);
  input.name = parameter.name;
  input.required = parameter.required;
  const label = element("label", {}, element("span", {}, parameter.description), input);
  if (!parameter.required) label.firstChild.append(element("small", {}, ` · ${word("optional")}`));
  if (input.offers) label.append(input.offers);
  return { label, input };
}

function select(parameter) {
  const options = parameter.choices.map(({ label, value }) => element("option", { value }, label));
  return element("select", {}, element("option", { value: "" }, "—"), ...options);
}

function text(command, parameter) {
  const values = element("datalist", { id: `values-${command.name}-${parameter.name}` });
  const input = element("input", { type: "text", spellcheck: false, autocapitalize: "off" });
  input.setAttribute("list", values.id);
  input.offers = values;
  const offer = async () => {
    const typed = parameter.many ? input.value.split(" ").at(-1) : input.value;
    const before = input.value.slice(0, input.value.length - typed.length);
    const found = await complete(command.name, parameter.name, typed, language()).catch(() => []);
    values.replaceChildren(...found.map(({ label, value }) => element("option", { value: before + value }, label)));
  };
  input.addEventListener("focus", offer, { once: true });
  input.addEventListener("input", offer);
  return input;
}

function examples(lines) {
  const chips = lines.map((line) => {
    const chip = element("button", { type: "button" }, line);
    chip.dataset.line = line;
    return chip;
  });
  return element("div", { className: "chips" }, ...chips);
}
