// Small things this browser remembers; where storage is forbidden they last until the page closes.

export function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`banquet.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(`banquet.${key}`, typeof value === "string" ? value : JSON.stringify(value));
  } catch {
    // Nothing is lost but comfort.
  }
}
