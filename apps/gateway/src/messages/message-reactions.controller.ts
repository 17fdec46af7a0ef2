import { Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { OWN_TAG, passOnTagged } from '../answers/own-tag';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { checkMessageAddress } from './message-address';
import { ReactionsClient } from './reactions.client';
import { checkReaction } from './reactions.requests';

@Controller('api/messages/:message_group_uuid/:number/reactions')
export class MessageReactionsController {
  constructor(private readonly reactions: ReactionsClient) {}

  /** Who has reacted, and with what. */
  @RateLimited('list')
  @Get()
  async reactors(@Caller() caller: Person, @Param() path: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.reactions.reactors(checkMessageAddress(path), caller.uuid));
  }

  @RateLimited('send', { ...OWN_TAG, ...OPTIONAL_BODY })
  @Put(':emoji')
  async react(@Caller() caller: Person, @Param() path: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOnTagged(reply, await this.reactions.react(checkReaction(path), { userUuid: caller.uuid }));
  }

  @RateLimited('send', { ...OWN_TAG, ...OPTIONAL_BODY })
  @Delete(':emoji')
  async takeBack(@Caller() caller: Person, @Param() path: unknown, @Res() reply: FastifyReply): Promise<void> {
    passOnTagged(reply, await this.reactions.takeBack(checkReaction(path), { userUuid: caller.uuid }));
  }
}
