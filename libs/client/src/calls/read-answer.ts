import type { Answer } from '../transport/call.js';
import { CruddurError, type ToldProblem } from './cruddur-error.js';

/** Reads an answer to its end. @throws CruddurError unless it is a success of the service. */
export async function read<Body>(response: Response): Promise<Answer<Body>> {
  const { status, headers } = response;
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) {
    const problems = problemsIn(body);
    const codes = problems.map(({ code }) => code);
    throw new CruddurError(`${status} ${codes.join(', ')}`.trim(), { status, problems, headers });
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

/** Of the answer of a service that tells them in words, or by codes alone. */
function problemsIn(body: unknown): ToldProblem[] {
  const told: unknown = Array.isArray(body)
    ? body.map((code: unknown) => ({ code }))
    : (body as { errors?: unknown } | undefined)?.errors;
  return Array.isArray(told) ? told.filter(isProblem) : [];
}

const isProblem = (told: unknown): told is ToldProblem => typeof (told as { code?: unknown } | null)?.code === 'string';
