// The panel of commands: beside the log where there is room, a drawer where there is not.

const wide = matchMedia("(min-width: 62rem)");
const panel = document.getElementById("panel");
const opener = document.getElementById("open-panel");

export function prepare() {
  opener.addEventListener("click", open);
  document.getElementById("close-panel").addEventListener("click", close);
  panel.addEventListener("click", (event) => event.target === panel && close());
  panel.addEventListener("close", () => opener.setAttribute("aria-expanded", "false"));
  wide.addEventListener("change", fit);
  fit();
}

// Close the drawer; a panel beside the log stays.
export function close() {
  if (!wide.matches) panel.close();
}

function open() {
  panel.showModal();
  opener.setAttribute("aria-expanded", "true");
}

function fit() {
  panel.close();
  panel.toggleAttribute("open", wide.matches);
}
