// What comes by itself: shown in the log, changed in place.

import { pushes } from "./server.js";
import { element, word } from "./words.js";

const PAUSE = 10_000;
const NEAR = 48;
const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
let after = "";
let stream = null;

function shown(push) {
  const known = log.querySelector(`[data-message="${push.message}"]`);
  const turn = known ?? element("section", { className: "turn push" });
  turn.dataset.message = push.message;
  const time = element("time", { dateTime: push.at }, new Date(push.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Taipei" }));
  const head = element("p", { className: "arrival" }, `${word("push")} `);
  head.append(time);
  const body = new DOMParser().parseFromString(push.html, "text/html").body.childNodes;
  turn.replaceChildren(head, ...body);
  if (known) return;
  welcome.hidden = true;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  log.append(turn);
  // Who reads further up is left there.
  if (atEnd) log.scrollTop = turn.offsetTop;
}

// A hidden page does not listen: a browser keeps only six connections to one server.
function listen() {
  stream?.close();
  stream = document.hidden ? null : pushes(after);
  if (!stream) return;
  stream.addEventListener("message", (event) => {
    after = event.lastEventId;
    shown(JSON.parse(event.data));
  });
  // The browser tries again by itself, except after a refusal.
  stream.addEventListener("error", ({ target }) => {
    if (target === stream && target.readyState === EventSource.CLOSED) setTimeout(listen, PAUSE);
  });
}

export function watch() {
  document.addEventListener("visibilitychange", listen);
  listen();
}
