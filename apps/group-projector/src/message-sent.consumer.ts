import { Controller } from '@nestjs/common';
import { MESSAGE_EVENT_DATA, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { TakesEvents } from '@app/common/kafka';
import { MessageSentProjection, type MessageSent } from './projections/message-sent.projection';
import { rowWriteIntervals } from './projections/row-write-intervals';

/**
 * A conversation's start moves no row, so nobody takes it: its rows and its first message are written together with it.
 */
@Controller()
export class MessageSentConsumer {
  constructor(private readonly projection: MessageSentProjection) {}

  @TakesEvents(TOPICS.messages, { [MESSAGE_SENT]: MESSAGE_EVENT_DATA[MESSAGE_SENT] }, rowWriteIntervals)
  project(events: MessageSent[]): Promise<void> {
    return this.projection.project(events);
  }
}
