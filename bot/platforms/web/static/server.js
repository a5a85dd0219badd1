// The page's only way to its server.

const PATIENCE = 60_000;
const TOKEN = 'meta[name="banquet-token"]';
let token = document.querySelector(TOKEN).content;

export class Trouble extends Error {
  // kind: "offline" (no answer), "hasty" (too many questions), "failed" (anything else).
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

async function reach(path, options = {}) {
  try {
    return await fetch(path, { signal: AbortSignal.timeout(PATIENCE), ...options });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Trouble("offline");
  }
}

function post(line, lang) {
  return reach("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Banquet-Token": token },
    body: JSON.stringify({ line, lang, html: true }),
  });
}

// A restarted server has another token: read it from the page as it is served now.
async function renew() {
  const page = new DOMParser().parseFromString(await (await reach("/")).text(), "text/html");
  const fresh = page.querySelector(TOKEN)?.content;
  if (!fresh || fresh === token) return false;
  token = fresh;
  return true;
}

export async function ask(line, lang) {
  let response = await post(line, lang);
  if (response.status === 403 && (await renew())) response = await post(line, lang);
  if (response.status === 429) throw new Trouble("hasty");
  if (!response.ok) throw new Trouble("failed");
  return response.status === 204 ? null : response.json();
}

export async function commands(lang) {
  const response = await reach(`/api/commands?${new URLSearchParams({ lang })}`);
  if (!response.ok) throw new Trouble("failed");
  return response.json();
}

export async function complete(command, parameter, typed, lang, signal) {
  const query = new URLSearchParams({ command, parameter, typed, lang });
  const response = await reach(`/api/complete?${query}`, { signal });
  return response.ok ? response.json() : [];
}

// What is sent to the page from now on, and since an event of that id.
export function pushes(after) {
  return new EventSource(`/api/pushes?${new URLSearchParams({ after })}`);
}
