import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from '../requests/group-uuid';
import { MarkersClient } from './markers.client';

@Controller('api/message_groups/:message_group_uuid/receipts')
export class OthersReceiptsController {
  constructor(private readonly markers: MarkersClient) {}

  /** How far the other members have read and received, as far as they let it be seen. */
  @RateLimited('list')
  @Get()
  async read(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.markers.receipts(checkGroupUuid(uuid), caller.uuid));
  }
}
