import { Controller, Get } from '@nestjs/common';
import { Probe } from '@app/common/http';

/** The frontend's own probe; `/health/*` is for those who run the service. */
@Controller('api/health-check')
export class HealthCheckController {
  @Probe()
  @Get()
  check(): { success: true; ver: 1 } {
    return { success: true, ver: 1 };
  }
}
