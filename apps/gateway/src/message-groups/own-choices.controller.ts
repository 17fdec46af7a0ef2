import { Body, Controller, Delete, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from '../requests/group-uuid';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { ChoicesClient } from './choices.client';
import { checkChoice } from './choices.requests';

/** What the caller does with a conversation in their own list; nobody else sees it. */
@Controller('api/message_groups/:message_group_uuid')
export class OwnChoicesController {
  constructor(private readonly choices: ChoicesClient) {}

  @RateLimited('change', OPTIONAL_BODY)
  @Put('mute')
  async mute(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = checkChoice('mute', { groupUuid, body });
    passOn(reply, await this.choices.make('mute', caller.uuid, made));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Delete('mute')
  async unmute(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.choices.undo('mute', caller.uuid, checkGroupUuid(groupUuid)));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Put('archive')
  async archive(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = checkChoice('archive', { groupUuid, body });
    passOn(reply, await this.choices.make('archive', caller.uuid, made));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Delete('archive')
  async unarchive(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.choices.undo('archive', caller.uuid, checkGroupUuid(groupUuid)));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Put('pin')
  async pin(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const made = checkChoice('pin', { groupUuid, body });
    passOn(reply, await this.choices.make('pin', caller.uuid, made));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Delete('pin')
  async unpin(
    @Caller() caller: Person,
    @Param('message_group_uuid') groupUuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.choices.undo('pin', caller.uuid, checkGroupUuid(groupUuid)));
  }
}
