import { Body, Controller, Headers, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkReport } from './message-report.requests';
import { ReportsClient } from './reports.client';

@Controller('api/messages/:message_group_uuid/:number/report')
export class MessageReportController {
  constructor(private readonly reports: ReportsClient) {}

  /** One of a person and message: a repetition is answered with the first, whatever key and reason it has. */
  @RateLimited('report')
  @Post()
  @HttpCode(HttpStatus.OK)
  async report(
    @Caller() reporter: Person,
    @Param() path: unknown,
    @Headers('idempotency-key') reportKey: string | undefined,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { reason, ...at } = checkReport({ path, reportKey, body });
    passOn(reply, await this.reports.report(at, { reporter, reason }));
  }
}
