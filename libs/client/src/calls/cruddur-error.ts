import type { KnownErrorCode } from '../generated/api.js';

/** A code of this version of the API, or one that a newer service tells. */
export type ErrorCode = KnownErrorCode | (string & {});

/** Statuses below 500 by which nothing is said of the request itself. */
const PASSING = [408, 429];

/** One thing that is wrong, in English words where the service has told them. */
export interface ToldProblem {
  code: ErrorCode;
  title?: string;
  /** A sentence of help. */
  detail?: string;
}

interface Told {
  status?: number;
  problems?: readonly ToldProblem[];
  headers?: Headers;
  cause?: unknown;
}

/** A call that was not answered with a success. */
export class CruddurError extends Error {
  override readonly name = 'CruddurError';
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  readonly codes: readonly ErrorCode[];
  /** The same in words, for whoever reads a page. */
  readonly problems: readonly ToldProblem[];
  /** Of the answer, such as what is left of a limit. */
  readonly headers: Headers | undefined;
  /** How long the service wants to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** What to tell when something went wrong. */
  readonly requestId: string | undefined;

  constructor(message: string, { status = 0, problems = [], headers, cause }: Told = {}) {
    super(message, { cause });
    this.status = status;
    this.problems = problems;
    this.codes = problems.map(({ code }) => code);
    this.headers = headers;
    this.retryAfterMs = waitOf(headers?.get('retry-after'));
    this.requestId = headers?.get('x-request-id') ?? undefined;
  }

  /** The first of its problems in a few English words; undefined where the service has told none. */
  get title(): string | undefined {
    return this.problems[0]?.title;
  }

  /** A sentence of help for each of its problems, likewise. */
  get help(): string | undefined {
    return this.problems.flatMap(({ detail = [] }) => detail).join(' ') || undefined;
  }

  /**
   * Whether the same call may be answered otherwise later on. A refusal for good is below 500 and names its codes: what
   * has none does not come from the service, but from something on the way. A 401 is passing where it asks to come back.
   */
  get retriable(): boolean {
    if (this.status === 401) return this.retryAfterMs !== undefined;
    return this.status < 400 || this.status >= 500 || PASSING.includes(this.status) || this.codes.length === 0;
  }
}

/** `Retry-After` is in seconds, or a date. */
function waitOf(value: string | null | undefined): number | undefined {
  if (value == null) return undefined;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}
