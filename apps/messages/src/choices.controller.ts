import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import {
  archiveRequest,
  changeSettingsRequest,
  muteRequest,
  type PresentedMessageGroup,
  type PresentedSettings,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { ChoicesService } from './lists/choices/choices.service';
import { SettingsService } from './lists/choices/settings.service';

/** What a person chooses for one conversation and for all, in the form that callers of the REST API see. */
@Controller('users/:user')
export class ChoicesController {
  constructor(
    private readonly choices: ChoicesService,
    private readonly settings: SettingsService,
  ) {}

  @Put('message-groups/:group/mute')
  mute(
    @Param('user') userUuid: string,
    @Param('group') groupUuid: string,
    @Body() body: unknown,
  ): Promise<PresentedMessageGroup> {
    return this.choices.mute(userUuid, groupUuid, parseRequest(muteRequest, body));
  }

  @Delete('message-groups/:group/mute')
  unmute(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.choices.unmute(userUuid, groupUuid);
  }

  @Put('message-groups/:group/archive')
  archive(
    @Param('user') userUuid: string,
    @Param('group') groupUuid: string,
    @Body() body: unknown,
  ): Promise<PresentedMessageGroup> {
    return this.choices.archive(userUuid, groupUuid, parseRequest(archiveRequest, body));
  }

  @Delete('message-groups/:group/archive')
  unarchive(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.choices.unarchive(userUuid, groupUuid);
  }

  @Put('message-groups/:group/pin')
  pin(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.choices.pin(userUuid, groupUuid);
  }

  @Delete('message-groups/:group/pin')
  unpin(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.choices.unpin(userUuid, groupUuid);
  }

  @Get('settings')
  read(@Param('user') userUuid: string): Promise<PresentedSettings> {
    return this.settings.read(userUuid);
  }

  @Put('settings')
  change(@Param('user') userUuid: string, @Body() body: unknown): Promise<PresentedSettings> {
    return this.settings.change(userUuid, parseRequest(changeSettingsRequest, body));
  }
}
