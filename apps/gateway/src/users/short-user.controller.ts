import { Controller, Get, Param } from '@nestjs/common';
import { isHandle, normalHandle } from '@app/common/contracts';
import { OPEN } from '../auth/open';
import { RateLimited } from '../rate-limits/rate-limited';
import { UsersClient } from './users.client';
import { presentShortUser, type ShortUser } from './users.presenter';

@Controller('api/users')
export class ShortUserController {
  constructor(private readonly users: UsersClient) {}

  /** The person whom a new conversation is with; an empty object if nobody has this handle. Open unless configured otherwise. */
  @RateLimited('lookup', OPEN)
  @Get('@:handle/short')
  async short(@Param('handle') typed: string): Promise<ShortUser | Record<string, never>> {
    const handle = normalHandle(typed);
    const person = isHandle(handle) ? await this.users.findByHandle(handle) : undefined;
    return person ? presentShortUser(person) : {};
  }
}
