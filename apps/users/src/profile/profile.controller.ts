import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { Profile } from '@app/common/contracts';
import { ProfileService } from './profile.service';

@Controller('users/:uuid/profile')
export class ProfileController {
  constructor(private readonly profiles: ProfileService) {}

  @Get()
  read(@Param('uuid') uuid: string): Promise<Profile> {
    return this.profiles.of(uuid);
  }

  @Put()
  update(@Param('uuid') uuid: string, @Body() body: unknown): Promise<Profile> {
    return this.profiles.update(uuid, body);
  }
}
