import { Body, Controller, Param, Put } from '@nestjs/common';
import { markReadRequest, type ReadMarker } from '@app/common/contracts';
import { parseRequest } from '@app/common/http';
import { MarkersService } from './lists/markers.service';

/** How far members have come in a conversation. */
@Controller('conversations/:group')
export class MarkersController {
  constructor(private readonly markers: MarkersService) {}

  @Put('read')
  markRead(@Param('group') groupUuid: string, @Body() body: unknown): Promise<ReadMarker> {
    return this.markers.markRead(groupUuid, parseRequest(markReadRequest, body));
  }
}
