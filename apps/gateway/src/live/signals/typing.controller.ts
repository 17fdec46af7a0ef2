import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Person, PresentedTyping } from '@app/common/contracts';
import { Caller } from '../../auth/caller';
import { RateLimited } from '../../rate-limits/rate-limited';
import { checkGroupUuid } from '../../requests/group-uuid';
import { OPTIONAL_BODY } from '../../requests/optional-body';
import { LiveUpdates } from './live-updates';

@Controller('api/message_groups/:message_group_uuid/typing')
export class TypingController {
  constructor(private readonly updates: LiveUpdates) {}

  /** Told to members who watch, and stored nowhere. */
  @RateLimited('change', OPTIONAL_BODY)
  @Post()
  @HttpCode(200)
  async type(@Caller() caller: Person, @Param('message_group_uuid') uuid: string): Promise<PresentedTyping> {
    const groupUuid = checkGroupUuid(uuid);
    await this.updates.type(caller.uuid, groupUuid);
    return { message_group_uuid: groupUuid, uuid: caller.uuid };
  }
}
