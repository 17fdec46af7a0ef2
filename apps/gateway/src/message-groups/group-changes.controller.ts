import { Body, Controller, Headers, HttpCode, HttpStatus, Param, Patch, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkHandle } from '../requests/user-handle';
import { GroupsClient } from './groups.client';
import { checkGroupStart, checkHandingOver, checkRenaming } from './groups.requests';

@Controller('api/message_groups')
export class GroupChangesController {
  constructor(private readonly groups: GroupsClient) {}

  @RateLimited('send')
  @Post()
  @HttpCode(HttpStatus.OK)
  async start(
    @Caller() creator: Person,
    @Body() body: unknown,
    @Headers('idempotency-key') startKey: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.groups.start(checkGroupStart(creator, { body, startKey })));
  }

  @RateLimited('change')
  @Patch(':message_group_uuid')
  async rename(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Body() sent: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { groupUuid, body } = checkRenaming({ groupUuid: uuid, body: sent });
    passOn(reply, await this.groups.rename(groupUuid, { caller, name: body.name }));
  }

  @RateLimited('change')
  @Put(':message_group_uuid/owner')
  async handOver(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Body() sent: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { groupUuid, body } = checkHandingOver({ groupUuid: uuid, body: sent });
    passOn(
      reply,
      await this.groups.handOver(groupUuid, { caller, handle: checkHandle(body.handle, 'member_not_found') }),
    );
  }
}
