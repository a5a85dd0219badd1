// Which values could come next in a line.

import { complete } from "./server.js";
import { language } from "./words.js";

const MOST = 12;

// Return [{ label, note, line }] for a line that is being typed.
export async function suggestions(line, commands, signal) {
  const word = line.split(" ").at(-1);
  const before = line.slice(0, line.length - word.length);
  if (line.startsWith("/") && !before) return names(line.slice(1), commands);
  const command = line.startsWith("/") ? named(line, commands) : commands.find((each) => each.bare);
  if (!command || !line.trim()) return [];
  const position = before.trim().split(/\s+/).length - (line.startsWith("/") ? 1 : 0) - (before.trim() ? 0 : 1);
  const found = await Promise.all(
    expected(command, Math.max(0, position)).map((each) => values(command, each, word, signal)),
  );
  return found.flat().slice(0, MOST).map(({ label, value }) => ({ label, note: "", line: `${before}${value} ` }));
}

function names(typed, commands) {
  const begins = (name) => name.startsWith(typed.toLowerCase());
  return commands
    .filter((each) => begins(each.name) || each.aliases.some(begins))
    .map((each) => ({ label: `/${each.name}`, note: each.summary, line: `/${each.name} ` }));
}

function named(line, commands) {
  const name = line.slice(1).split(" ")[0];
  return commands.find((each) => each.name === name || each.aliases.includes(name));
}

// A parameter that takes many values may go on, or the next one may begin.
function expected({ parameters }, position) {
  const [first, second] = parameters;
  if (first?.many && position > 0) return [second, first].filter(Boolean);
  return parameters.slice(position, position + 1);
}

function values(command, parameter, typed, signal) {
  if (!parameter.choices.length) return complete(command.name, parameter.name, typed, language(), signal);
  return parameter.choices.filter((each) => each.value.startsWith(typed));
}
