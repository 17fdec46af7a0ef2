import { ERROR_CODES, type ErrorCode } from './error-codes';

/**
 * A fact that stops a request, by its code. Services and stores throw it; doors turn it into their own language.
 * `codes` holds more than one where several fields of one request are wrong.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly codes: readonly [ErrorCode, ...ErrorCode[]];
  /** What is special about this one; absent where the codes say all. */
  readonly detail: string | undefined;
  /** Seconds after which the same request may be taken, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(
    codes: ErrorCode | readonly [ErrorCode, ...ErrorCode[]],
    options?: { detail?: string; cause?: unknown; retryAfter?: number | undefined },
  ) {
    const list: readonly [ErrorCode, ...ErrorCode[]] = typeof codes === 'string' ? [codes] : codes;
    super(options?.detail ?? list.join(', '), { cause: options?.cause });
    this.codes = list;
    this.detail = options?.detail;
    this.retryAfter = options?.retryAfter;
  }

  get code(): ErrorCode {
    return this.codes[0];
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get retriable(): boolean {
    return ERROR_CODES[this.code].retriable;
  }
}
