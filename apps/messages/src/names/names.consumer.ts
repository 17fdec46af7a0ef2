import { Controller } from '@nestjs/common';
import { TOPICS, USER_EVENT_DATA, USER_UPDATED } from '@app/common/events';
import { TakesEvents } from '@app/common/kafka-consumer';
import { NamesService, type UserUpdated } from './names.service';

/** A new user has no conversation yet. A deleted user keeps their name in the conversations they had. */
@Controller()
export class NamesConsumer {
  constructor(private readonly names: NamesService) {}

  @TakesEvents(TOPICS.users, { [USER_UPDATED]: USER_EVENT_DATA[USER_UPDATED] })
  update(events: UserUpdated[]): Promise<void> {
    return this.names.update(events);
  }
}
