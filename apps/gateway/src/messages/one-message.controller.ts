import { Body, Controller, Delete, Get, Headers, Param, Patch, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { OWN_TAG, passOnTagged } from '../answers/own-tag';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { checkMessageAddress } from './message-address';
import { OneMessageClient } from './one-message.client';
import { checkDeletion, checkEdit } from './one-message.requests';

@Controller('api/messages/:message_group_uuid/:number')
export class OneMessageController {
  constructor(private readonly messages: OneMessageClient) {}

  @RateLimited('list', OWN_TAG)
  @Get()
  async read(@Caller() caller: Person, @Param() path: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOnTagged(reply, await this.messages.read(checkMessageAddress(path), caller.uuid));
  }

  @RateLimited('send', OWN_TAG)
  @Patch()
  async edit(
    @Caller() caller: Person,
    @Param() path: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { text, ifRevision, ...at } = checkEdit({ path, ifMatch, body });
    passOnTagged(reply, await this.messages.edit(at, { userUuid: caller.uuid, text, ifRevision }));
  }

  @RateLimited('send', { ...OWN_TAG, ...OPTIONAL_BODY })
  @Delete()
  async delete(
    @Caller() caller: Person,
    @Param() path: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { ifRevision, ...at } = checkDeletion({ path, ifMatch });
    passOnTagged(reply, await this.messages.delete(at, { userUuid: caller.uuid, ifRevision }));
  }

  /** The texts that a message has had. */
  @RateLimited('list')
  @Get('history')
  async history(@Caller() caller: Person, @Param() path: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.messages.history(checkMessageAddress(path), caller.uuid));
  }
}
