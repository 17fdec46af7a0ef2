import { Controller } from '@nestjs/common';
import { TOPICS } from '@app/common/events';
import { TakesEvents } from '@app/common/kafka';
import { GroupRowsProjection } from './projections/group-rows.projection';
import { PROJECTED_EVENTS, type ProjectedEvent } from './projections/projected-event';
import { rowWriteIntervals } from './projections/row-write-intervals';

/**
 * Messages and their changes wait for each other, and move rows together; so one method takes them all. A conversation's
 * start moves no row, so nobody takes it: its rows and its first message are written together with it.
 */
@Controller()
export class MessageEventsConsumer {
  constructor(private readonly projection: GroupRowsProjection) {}

  @TakesEvents(TOPICS.messages, PROJECTED_EVENTS, rowWriteIntervals)
  project(events: ProjectedEvent[]): Promise<void> {
    return this.projection.project(events);
  }
}
