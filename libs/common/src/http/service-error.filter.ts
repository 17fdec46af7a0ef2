import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { describeError } from '@app/common/errors';
import { asDomainError } from './as-domain-error';

/** The error body between services, which `ServiceClient` turns back into the same `DomainError`. */
export const serviceErrorBody = z.object({
  codes: z.array(z.string()).readonly(),
  detail: z.string(),
  /** Seconds. */
  retryAfter: z.number().optional(),
});
export type ServiceErrorBody = z.infer<typeof serviceErrorBody>;

/** Answers with codes; only what nobody foresaw is logged with its stack. */
@Catch()
export class ServiceErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ServiceErrorFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = asDomainError(thrown);
    if (error.code === 'internal_error') this.logger.error(error);
    if (error.retriable) this.logger.warn(describeError(error));
    const { codes, message: detail, retryAfter } = error;
    const body: ServiceErrorBody = { codes, detail, ...(retryAfter !== undefined && { retryAfter }) };
    void host.switchToHttp().getResponse<FastifyReply>().status(error.status).send(body);
  }
}
