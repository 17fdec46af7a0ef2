import { Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { checkHandle } from '../requests/user-handle';
import { UsersClient } from '../users/users.client';
import { presentShortUser, type ShortUser } from '../users/users.presenter';
import { BlocksClient } from './blocks.client';

/** Whom the caller does not want to hear of; nobody else learns it. */
@Controller('api/blocks')
export class BlocksController {
  constructor(
    private readonly blocks: BlocksClient,
    private readonly users: UsersClient,
  ) {}

  @RateLimited('list')
  @Get()
  async list(@Caller() caller: Person, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.blocks.list(caller.uuid));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Put('@:handle')
  async block(@Caller() caller: Person, @Param('handle') typed: string, @Res() reply: FastifyReply): Promise<void> {
    const other = await this.called(typed);
    if (other.uuid === caller.uuid) throw new DomainError('user_handle_own');
    passOn(reply, await this.blocks.block(caller.uuid, other));
  }

  /** Whom the caller does not block is answered alike. */
  @RateLimited('change', OPTIONAL_BODY)
  @Delete('@:handle')
  async unblock(@Caller() caller: Person, @Param('handle') typed: string): Promise<ShortUser> {
    const other = await this.called(typed);
    await this.blocks.unblock(caller.uuid, other.uuid);
    return presentShortUser(other);
  }

  /** @throws DomainError `user_not_found`. */
  private async called(typed: string): Promise<Person> {
    const person = await this.users.findByHandle(checkHandle(typed, 'user_not_found'));
    if (!person) throw new DomainError('user_not_found');
    return person;
  }
}
