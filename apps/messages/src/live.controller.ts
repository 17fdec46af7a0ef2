import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { type LiveRow, readOneQuery } from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { LiveService } from './lists/known/live.service';

const entryNumber = z.coerce.number().int().min(1);

/** What a gateway asks to tell people what happens. */
@Controller()
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Get('users/:user/live-rows')
  rows(@Param('user') userUuid: string): Promise<LiveRow[]> {
    return this.live.rows(userUuid);
  }

  @Get('users/:user/live-rows/:group')
  row(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<LiveRow> {
    return this.live.row(userUuid, groupUuid);
  }

  @Get('groups/:group/members-at/:number')
  membersAt(@Param('group') groupUuid: string, @Param('number') number: string): Promise<readonly string[]> {
    return this.live.membersAt(groupUuid, parseRequest(entryNumber, number));
  }

  @Get('conversations/:group/member-uuids')
  members(@Param('group') groupUuid: string, @Query() query: unknown): Promise<string[]> {
    return this.live.members(groupUuid, parseRequest(readOneQuery, query).readerUuid);
  }
}
