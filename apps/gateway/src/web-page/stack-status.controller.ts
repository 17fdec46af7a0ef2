import { Controller, Get } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { OPEN } from '../auth/open';
import { type PartState, StackStatus } from './stack-status';

/** How the parts of a local stack are: there only where one has set it up. */
@Controller()
export class StackStatusController {
  constructor(private readonly status: StackStatus) {}

  @RouteConfig(OPEN)
  @Get('stack-status.json')
  parts(): Promise<PartState[]> {
    return this.status.parts();
  }
}
