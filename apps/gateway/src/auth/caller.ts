import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '@app/common/contracts';

/** A request that has reached a closed route. */
export type CallerRequest = FastifyRequest & { caller: Person };

/** The signed-in user who makes the request. */
export const Caller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Person => context.switchToHttp().getRequest<CallerRequest>().caller,
);
