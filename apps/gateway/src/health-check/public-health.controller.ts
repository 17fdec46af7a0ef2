import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HEALTH_CHECKS, type HealthChecks, httpStatusOf, readinessOf } from '@app/common/health';
import { Probe } from '@app/common/http';

/**
 * For the load balancer, at an address that everybody can reach: only whether. What is wrong, and with what, is told on
 * the port of the metrics.
 */
@Controller('health')
export class PublicHealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: HealthChecks) {}

  @Probe()
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Probe()
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await readinessOf(this.checks);
    await reply.status(httpStatusOf(readiness)).send({ status: readiness.status });
  }
}
