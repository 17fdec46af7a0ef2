import { HEADERS } from '../generated/api.js';

export interface Parts {
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** What of a request goes where by its name: into the path, into a header, or else into the query. */
export function partsOf(path: string, request: object): Parts {
  const { body, ...named } = request as { body?: unknown } & Record<string, string | number | boolean | undefined>;
  const query = new URLSearchParams();
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  let address = path;
  for (const [name, value] of Object.entries(named)) {
    if (value === undefined) continue;
    if (path.includes(`{${name}}`)) address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (HEADERS.includes(name)) headers[name] = String(value);
    else query.append(name, String(value));
  }
  return {
    address: query.size > 0 ? `${address}?${query.toString()}` : address,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}
