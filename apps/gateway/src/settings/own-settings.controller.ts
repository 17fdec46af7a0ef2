import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { SettingsClient } from './settings.client';
import { checkSettings } from './settings.requests';

/** The caller's own. */
@Controller('api/settings')
export class OwnSettingsController {
  constructor(private readonly settings: SettingsClient) {}

  @RateLimited('list')
  @Get()
  async read(@Caller() caller: Person, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.settings.read(caller.uuid));
  }

  /** What is not named stays. */
  @RateLimited('change')
  @Put()
  async change(@Caller() caller: Person, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.settings.change(caller.uuid, checkSettings(body)));
  }
}
