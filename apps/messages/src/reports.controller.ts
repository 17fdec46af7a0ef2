import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type PresentedReport, reportRequest } from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { ReportsService } from './contact/reports.service';

const entryNumber = z.coerce.number().int().min(1);

/** In the form that callers of the REST API see. */
@Controller('conversations/:group/messages/:number/report')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Post()
  @HttpCode(200)
  report(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Body() body: unknown,
  ): Promise<PresentedReport> {
    const request = parseRequest(reportRequest, body);
    return this.reports.report(groupUuid, parseRequest(entryNumber, number), request);
  }
}
