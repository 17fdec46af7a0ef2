import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Probe } from '@app/common/http';
import type { HealthChecks } from './health-checks';
import { httpStatusOf, readinessOf } from './readiness';

/** Every app provides its own `HealthChecks` under this token. */
export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');

/** `GET /health/live` and `GET /health/ready` of a service that only other services reach. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: HealthChecks) {}

  /** The process answers. */
  @Probe()
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, or 503 with a line for each part that cannot. */
  @Probe()
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await readinessOf(this.checks);
    await reply.status(httpStatusOf(readiness)).send(readiness);
  }
}
