import type { Answer } from './call.js';
import { CruddurError } from './cruddur-error.js';

/** Reads an answer to its end. @throws CruddurError unless it is a success of the service. */
export async function read<Body>(response: Response): Promise<Answer<Body>> {
  const { status, headers } = response;
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) {
    const codes = Array.isArray(body) ? body.filter((code) => typeof code === 'string') : [];
    throw new CruddurError(`${status} ${codes.join(', ')}`.trim(), { status, codes, headers });
  }
  // Such as the page of a network that wants one to sign in first.
  if (body === undefined) throw new CruddurError(`${status} without JSON`, { headers });
  return { status, headers, body: body as Body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
