import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  handOverRequest,
  memberRequest,
  type PresentedMember,
  type PresentedMessageGroup,
  readOneQuery,
  renameGroupRequest,
  startGroupRequest,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { GroupMembersService } from './lists/known/group-members.service';
import { GroupStartService } from './members/group-start.service';
import { MembershipService } from './members/membership.service';

/** Groups and who is in them. The answers are as callers of the REST API see them: the gateway passes their bytes on. */
@Controller('groups')
export class GroupsController {
  constructor(
    private readonly starts: GroupStartService,
    private readonly memberships: MembershipService,
    private readonly members: GroupMembersService,
  ) {}

  @Post()
  @HttpCode(200)
  start(@Body() body: unknown): Promise<PresentedMessageGroup> {
    return this.starts.start(parseRequest(startGroupRequest, body));
  }

  @Patch(':group')
  rename(@Param('group') groupUuid: string, @Body() body: unknown): Promise<PresentedMessageGroup> {
    return this.memberships.rename(groupUuid, parseRequest(renameGroupRequest, body));
  }

  @Get(':group/members')
  listMembers(@Param('group') groupUuid: string, @Query() query: unknown): Promise<PresentedMember[]> {
    return this.members.of(groupUuid, parseRequest(readOneQuery, query).readerUuid);
  }

  @Put(':group/members')
  add(@Param('group') groupUuid: string, @Body() body: unknown): Promise<PresentedMessageGroup> {
    return this.memberships.add(groupUuid, parseRequest(memberRequest, body));
  }

  @Delete(':group/members')
  remove(@Param('group') groupUuid: string, @Body() body: unknown): Promise<PresentedMessageGroup> {
    return this.memberships.remove(groupUuid, parseRequest(memberRequest, body));
  }

  @Put(':group/owner')
  handOver(@Param('group') groupUuid: string, @Body() body: unknown): Promise<PresentedMessageGroup> {
    return this.memberships.handOver(groupUuid, parseRequest(handOverRequest, body));
  }
}
