import { Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from '../requests/group-uuid';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { checkHandle } from '../requests/user-handle';
import { GroupsClient } from './groups.client';

@Controller('api/message_groups/:message_group_uuid/members')
export class GroupMembersController {
  constructor(private readonly groups: GroupsClient) {}

  @RateLimited('list')
  @Get()
  async read(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.groups.members(checkGroupUuid(uuid), caller.uuid));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Put('@:handle')
  async add(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Param('handle') typed: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const groupUuid = checkGroupUuid(uuid);
    passOn(reply, await this.groups.add(groupUuid, { caller, handle: checkHandle(typed, 'user_not_found') }));
  }

  /** Of oneself: to leave. */
  @RateLimited('change', OPTIONAL_BODY)
  @Delete('@:handle')
  async remove(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Param('handle') typed: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const groupUuid = checkGroupUuid(uuid);
    passOn(reply, await this.groups.remove(groupUuid, { caller, handle: checkHandle(typed, 'member_not_found') }));
  }
}
