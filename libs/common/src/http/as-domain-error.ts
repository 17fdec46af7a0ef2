import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '@app/common/errors';

/** Fastify's and Nest's own refusals, by the status they carry. */
const CODE_BY_STATUS: Record<number, ErrorCode> = {
  401: 'unauthorized',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'content_type_not_json',
  503: 'service_unavailable',
};

/** What a door answers for anything that was thrown; what nobody foresaw is an `internal_error` with its cause. */
export function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const status = statusOf(thrown) ?? 500;
  const otherwise = status >= 400 && status < 500 ? 'request_malformed' : 'internal_error';
  return new DomainError(CODE_BY_STATUS[status] ?? otherwise, { cause: thrown });
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
