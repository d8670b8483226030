/* The one way to the server. Answers JSON, or throws ApiProblem (the server said no) or Unreachable (nobody answered). */

export class ApiProblem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? 'internal';
    this.body = body;
  }
}

export class Unreachable extends Error {}
/** Somebody stopped it themselves. */
export class Stopped extends Error {}

let signedOut = () => {};
export function onSignedOut(listener) { signedOut = listener; }

export function url(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, value);
  return `/api${path}${search.size ? `?${search}` : ''}`;
}

/** `quiet` leaves a 401 to the caller, as the sign-in page wants it. Timeout in milliseconds. */
export async function call(method, path, { query, body, timeout = 20000, quiet = false } = {}) {
  let response;
  try {
    response = await fetch(url(path, query), {
      method,
      signal: AbortSignal.timeout(timeout),
      headers: { Accept: 'application/json, application/problem+json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (fault) {
    throw new Unreachable(fault.message);
  }
  if (response.status === 204) return undefined;
  const json = await response.json().catch(() => undefined);
  if (response.ok && json !== undefined) return json;
  // A proxy that lost its server answers in HTML: for the person that is the same as no answer.
  if (json === undefined && response.status >= 502) throw new Unreachable(`HTTP ${response.status}`);
  const problem = new ApiProblem(response.status, json ?? {});
  if (response.status === 401 && problem.code === 'not_signed_in' && !quiet) signedOut();
  throw problem;
}

export const get = (path, query, options) => call('GET', path, { query, ...options });
export const post = (path, body, options) => call('POST', path, { body, ...options });
export const put = (path, body, options) => call('PUT', path, { body, ...options });
export const patch = (path, body, options) => call('PATCH', path, { body, ...options });
export const remove = (path, options) => call('DELETE', path, options);

/** Sends a file as it is. XMLHttpRequest, because fetch cannot say how far an upload is. `progress` gets 0..1; `signal` stops it; `status` hears with which status it was taken. */
export function upload(path, query, file, progress, { signal, status, method = 'POST' } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url(path, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable('upload'));
    request.onabort = () => reject(new Stopped('upload'));
    signal?.addEventListener('abort', () => request.abort());
    request.onload = () => {
      if (request.status < 300) {
        status?.(request.status);
        return resolve(request.response);
      }
      const problem = new ApiProblem(request.status, request.response ?? {});
      if (request.status === 401) signedOut();
      reject(problem);
    };
    request.send(file);
  });
}
