import { Controller } from '@nestjs/common';
import { PLACED_EVENT_DATA, TOPICS } from '@app/common/events';
import { TakesEvents } from '@app/common/kafka-consumer';
import { GroupRowsProjection } from './projections/group-rows.projection';
import type { ProjectedEvent } from './projections/projected-event';
import { rowWriteIntervals } from './projections/row-write-intervals';

/**
 * Messages and their changes wait for each other, and move rows together; so one method takes them all. A conversation's
 * start is not taken, since it moves no row: its rows are written in one transaction with it and its first message.
 */
@Controller()
export class MessageEventsConsumer {
  constructor(private readonly projection: GroupRowsProjection) {}

  @TakesEvents(TOPICS.messages, PLACED_EVENT_DATA, rowWriteIntervals)
  project(events: ProjectedEvent[]): Promise<void> {
    return this.projection.project(events);
  }
}
