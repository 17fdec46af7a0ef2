import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import {
  markReadRequest,
  markReceivedRequest,
  readOneQuery,
  type PresentedReceipt,
  type ReadMarker,
  type ReceivedMarker,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { MarkersService } from './lists/markers/markers.service';
import { ReceiptsService } from './lists/markers/receipts.service';

/** How far members have come in a conversation. */
@Controller('conversations/:group')
export class MarkersController {
  constructor(
    private readonly markers: MarkersService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Put('read')
  markRead(@Param('group') groupUuid: string, @Body() body: unknown): Promise<ReadMarker> {
    return this.markers.markRead(groupUuid, parseRequest(markReadRequest, body));
  }

  @Put('received')
  markReceived(@Param('group') groupUuid: string, @Body() body: unknown): Promise<ReceivedMarker> {
    return this.markers.markReceived(groupUuid, parseRequest(markReceivedRequest, body));
  }

  @Get('receipts')
  receiptsOf(@Param('group') groupUuid: string, @Query() query: unknown): Promise<PresentedReceipt[]> {
    return this.receipts.of(groupUuid, parseRequest(readOneQuery, query).readerUuid);
  }
}
