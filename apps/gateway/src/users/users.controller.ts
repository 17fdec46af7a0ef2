import { Controller, Get, Param } from '@nestjs/common';
import { Open } from '../auth/open';
import { UsersClient } from './users.client';
import { presentShortUser, type ShortUser } from './users.presenter';
import { canBeHandle } from './users.requests';

@Controller('api/users')
export class UsersController {
  constructor(private readonly users: UsersClient) {}

  /** Whom a new conversation is with; an empty object where nobody has this handle. */
  @Open()
  @Get('@:handle/short')
  async short(@Param('handle') handle: string): Promise<ShortUser | Record<string, never>> {
    const person = canBeHandle(handle) ? await this.users.findByHandle(handle) : undefined;
    return person ? presentShortUser(person) : {};
  }
}
