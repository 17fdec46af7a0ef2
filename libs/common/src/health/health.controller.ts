import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Probe } from '@app/common/http';
import { type HealthChecks, outcomesOf } from './health-checks';

/** Every app provides its own `HealthChecks` under this token and lists `HealthController` among its controllers. */
export const HEALTH_CHECKS = Symbol('HEALTH_CHECKS');

/** `GET /health/live` and `GET /health/ready`, on every service. */
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
    const parts = await outcomesOf(this.checks);
    const ready = parts.every(({ works }) => works);
    const checks = Object.fromEntries(parts.map(({ part, line }) => [part, line]));
    await reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  }
}
