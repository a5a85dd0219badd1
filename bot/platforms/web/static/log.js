// The log of questions and answers.

import { ask } from "./server.js";
import { element, language, word } from "./words.js";

const log = document.getElementById("log");
const GAP = 12;
const welcome = document.getElementById("welcome");

// Ask a line and show what comes back; resolves to the answer, or null.
export async function run(line) {
  welcome.hidden = true;
  const question = element("p", { className: "question" }, line);
  question.prepend(element("span", { className: "spoken" }, `${word("you")}: `));
  const turn = element("section", { className: "turn" }, question);
  log.append(turn);
  return answer(turn, line);
}

async function answer(turn, line) {
  const busy = element("p", { className: "busy" }, word("busy"));
  turn.append(busy);
  show(turn);
  try {
    const reply = await ask(line, language());
    busy.replaceWith(...(reply ? fragment(reply.html) : []));
    return reply;
  } catch (error) {
    busy.replaceWith(trouble(turn, line, error.kind ?? "failed"));
    return null;
  } finally {
    show(turn);
  }
}

// Put a turn's question at the top; only the log scrolls, never the page around it.
function show(turn) {
  log.scrollTop = turn.offsetTop - GAP;
}

// The server escapes every text; the policy of the page keeps scripts out besides.
function fragment(html) {
  return new DOMParser().parseFromString(html, "text/html").body.childNodes;
}

function trouble(turn, line, kind) {
  const again = element("button", { type: "button", className: "again" }, word("again"));
  const box = element("div", { className: "trouble" }, element("p", {}, word(kind)), again);
  box.setAttribute("role", "alert");
  again.addEventListener("click", () => {
    box.remove();
    answer(turn, line);
  });
  return box;
}
