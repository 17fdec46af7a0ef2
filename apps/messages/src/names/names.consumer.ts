import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { TOPICS, USER_EVENT_DATA, USER_UPDATED } from '@app/common/events';
import { NamesService, type UserUpdated } from './names.service';

/** Who is new has no conversation yet, and who is gone keeps their name in those they had. */
export const EVENTS_OF_NAMES = { [USER_UPDATED]: USER_EVENT_DATA[USER_UPDATED] };

@Controller()
export class NamesConsumer {
  constructor(private readonly names: NamesService) {}

  @EventPattern(TOPICS.users)
  update(events: UserUpdated[]): Promise<void> {
    return this.names.update(events);
  }
}
