import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { describeError, type DomainError } from '@app/common/errors';
import { asDomainError } from '@app/common/http';
import { appendField } from '../answers/append-field';
import { prefersProblem } from './prefers-problem';
import { PROBLEM_TYPE, problemOf } from './problem';

/** Adds what else there is to say of a refusal. */
export type TellRefusal = (reply: FastifyReply, error: DomainError) => void;

/**
 * The public form of every error: its codes as an array of strings, which the frontend shows, and `{}` without a session.
 * Whoever asks gets a problem, which says it in words. What went wrong inside is for the log alone, and what a caller did
 * wrong is not logged at all.
 */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorsFilter.name);

  constructor(private readonly tellRefusal: TellRefusal = () => undefined) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = asDomainError(thrown);
    if (error.code === 'internal_error') this.logger.error(error);
    if (error.code === 'service_unavailable') this.logger.warn(describeError(error));
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    this.tellRefusal(reply, error);
    sendError(reply, error);
  }
}

export function sendError(reply: FastifyReply, error: DomainError): void {
  const retryAfter = error.retryAfter ?? (error.retriable ? 1 : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  // Fastify would close the connection under a body that is still arriving, and the reset could overtake the answer.
  if (error.code === 'body_too_large') reply.removeHeader('connection');
  appendField(reply, 'vary', 'Accept');
  reply.status(error.status);
  if (prefersProblem(reply.request.headers.accept)) reply.type(PROBLEM_TYPE).send(problemOf(error, reply.request.id));
  else reply.send(error.status === 401 ? {} : error.codes);
}
