import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { MESSAGE_EVENT_DATA, MESSAGE_SENT, TOPICS } from '@app/common/events';
import { MessageSentProjection, type MessageSent } from './projections/message-sent.projection';

/**
 * The kinds of events that move group rows. A conversation's start is none: its rows and its first message are written
 * together with it.
 */
export const PROJECTED_EVENTS = { [MESSAGE_SENT]: MESSAGE_EVENT_DATA[MESSAGE_SENT] };

@Controller()
export class MessageEventsConsumer {
  constructor(private readonly messageSent: MessageSentProjection) {}

  @EventPattern(TOPICS.messages)
  project(events: MessageSent[]): Promise<void> {
    return this.messageSent.project(events);
  }
}
