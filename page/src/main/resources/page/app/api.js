// What the page asks the server, apart from the stream of events (live.js) and pictures (pictures.js).

let settings;

/**
 * Asks the server for an address that begins with "/". The page's own address may hold the password, and then browsers
 * refuse to fetch what is relative to it; its origin never does.
 */
export const ask = (address, options) => fetch(location.origin + address, options);

/** Reads the settings anew: what the page may do, and the token that its writes carry. */
export async function readSettings() {
  settings = await answerOf(await ask('/api/settings'));
  return settings;
}

/** The address of a camera's picture of a time, scaled to a width. */
export function pictureAddress(camera, at, width) {
  return `/api/pictures?${new URLSearchParams({ camera, at, width })}`;
}

/** Writes that a camera showed a label from start to end; gives the judgement's id and until when it can be undone. */
export const judge = (camera, start, end, label) =>
  write('POST', '/api/judgements', { camera, start, end, label });

/** Takes a judgement back. An error with status 410 means that it is written already. */
export const undo = (id) => write('DELETE', `/api/judgements/${encodeURIComponent(id)}`);

/** The last judgements, whoever made them. */
export const readJudgements = async () => answerOf(await ask('/api/judgements'));

async function write(method, address, body, again = true) {
  const headers = { 'Content-Type': 'application/json', 'X-Page-Token': settings.token };
  const answer = await ask(address, { method, headers, body: body && JSON.stringify(body) });
  if (answer.status === 403 && again) {
    // A page that was started anew has another token.
    await readSettings();
    return write(method, address, body, false);
  }
  return answerOf(answer);
}

async function answerOf(answer) {
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw Object.assign(new Error(body.error ?? answer.statusText), { status: answer.status });
}
