// What comes by itself: asked for every few seconds, shown in the log, changed in place.

import { pushes } from "./server.js";
import { element, word } from "./words.js";

const EVERY = 5_000;
const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
let after = 0;

function shown(push) {
  const known = log.querySelector(`[data-message="${push.message}"]`);
  const turn = known ?? element("section", { className: "turn push" });
  turn.dataset.message = push.message;
  const time = element("time", { dateTime: push.at }, new Date(push.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Taipei" }));
  const head = element("p", { className: "question" }, `${word("push")} `);
  head.append(time);
  const body = new DOMParser().parseFromString(push.html, "text/html").body.childNodes;
  turn.replaceChildren(head, ...body);
  if (known) return;
  welcome.hidden = true;
  log.append(turn);
  log.scrollTop = turn.offsetTop;
}

async function look() {
  for (const push of await pushes(after)) {
    shown(push);
    after = Math.max(after, push.id);
  }
}

export function watch() {
  const again = () => look().catch(() => {}).finally(() => setTimeout(again, EVERY));
  again();
}
