import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkHandle } from '../requests/user-handle';
import { UsersClient } from './users.client';
import { presentPublicProfile, type PresentedPublicProfile, presentShortUser, type ShortUser } from './users.presenter';
import { checkPrefixQuery } from './users.requests';

/** Other people, for who is signed in. */
@Controller('api/users')
export class PeopleController {
  constructor(private readonly users: UsersClient) {}

  /** Those whose handle begins with a prefix. */
  @RateLimited('lookup')
  @Get()
  async search(@Caller() caller: Person, @Query() query: unknown): Promise<ShortUser[]> {
    const people = await this.users.findByPrefix({ ...checkPrefixQuery(query), readerUuid: caller.uuid });
    return people.map(presentShortUser);
  }

  @RateLimited('lookup')
  @Get('@:handle')
  async profile(@Param('handle') typed: string): Promise<PresentedPublicProfile> {
    return presentPublicProfile(await this.users.publicProfile(checkHandle(typed, 'user_not_found')));
  }
}
