import { Body, Controller, Param, Put } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { MarkersClient } from './markers.client';
import { presentReadMarker, presentReceivedMarker } from './markers.presenter';
import { checkReadMarker, checkReceivedMarker } from './markers.requests';

/** How far the caller has read and received. */
@Controller('api/message_groups/:message_group_uuid')
export class OwnMarkersController {
  constructor(private readonly markers: MarkersClient) {}

  /** Moves the read marker forward; back, too, where it is forced. */
  @RateLimited('change')
  @Put('read')
  async markRead(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Body() sent: unknown,
  ): Promise<ReturnType<typeof presentReadMarker>> {
    const { groupUuid, body } = checkReadMarker({ groupUuid: uuid, body: sent });
    return presentReadMarker(groupUuid, await this.markers.markRead(groupUuid, { readerUuid: caller.uuid, ...body }));
  }

  /** Moves forward what a client of the caller has received, whether or not anybody has read it. */
  @RateLimited('change')
  @Put('received')
  async markReceived(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Body() sent: unknown,
  ): Promise<ReturnType<typeof presentReceivedMarker>> {
    const { groupUuid, body } = checkReceivedMarker({ groupUuid: uuid, body: sent });
    const marker = await this.markers.markReceived(groupUuid, { readerUuid: caller.uuid, ...body });
    return presentReceivedMarker(groupUuid, marker);
  }
}
