import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { ProfileClient } from './profile.client';
import { presentProfile, type PresentedProfile } from './profile.presenter';
import { checkProfileUpdate } from './profile.requests';

/** The caller's own. */
@Controller('api/profile')
export class OwnProfileController {
  constructor(private readonly profiles: ProfileClient) {}

  @Get()
  async read(@Caller() caller: Person): Promise<PresentedProfile> {
    return presentProfile(await this.profiles.read(caller.uuid));
  }

  @RateLimited('change')
  @Post('update')
  @HttpCode(HttpStatus.OK)
  async update(@Caller() caller: Person, @Body() body: unknown): Promise<PresentedProfile> {
    return presentProfile(await this.profiles.update(caller.uuid, checkProfileUpdate(body)));
  }
}
