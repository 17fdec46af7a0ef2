import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { MESSAGE_SENT, TOPICS } from '@app/common/events';
import { type OnBehalfOf, processing } from '@app/common/tracing';
import {
  type GroupRowChange,
  type GroupRowKey,
  type GroupRowMove,
  type GroupRowPosition,
  remainderOf,
} from '../rows/group-row-move';
import { GroupRowsStore, type RowBefore } from '../rows/group-rows.store';
import { Lanes } from '@app/common/patience';
import { lostRow } from '../rows/new-row';
import { foldEvents } from './fold-events';
import { movesRows, type ProjectedEvent } from './projected-event';
import { ProjectorMetrics } from './projector-metrics';

/** How far each row had come, by its place. */
type RowsBefore = Map<string, RowBefore>;

/** Of all batches together: more would only wait within DynamoDB, and time out there. */
const ROWS_AT_ONCE = 32;

/**
 * What messages and their changes do to the rows of the members: a message becomes the last one, and counts as read for
 * its sender; an edit or a deletion changes the preview of the last one; every change moves the row's revision.
 */
@Injectable()
export class GroupRowsProjection {
  private readonly logger = new Logger(GroupRowsProjection.name);
  private readonly lanes = new Lanes(ROWS_AT_ONCE);

  constructor(
    private readonly rows: GroupRowsStore,
    private readonly metrics: ProjectorMetrics,
  ) {}

  /** @throws DomainError `service_unavailable` while DynamoDB is away, `message_group_not_found` for an event of no known conversation. */
  async project(events: ProjectedEvent[]): Promise<void> {
    await processing(events, TOPICS.messages, async (onBehalfOf) => {
      const before = await this.moveRows(events, onBehalfOf);
      for (const event of events) onBehalfOf(event, () => this.conclude(event, before));
    });
  }

  /** A move that several events share is made on behalf of the one that came last. */
  private async moveRows(events: ProjectedEvent[], onBehalfOf: OnBehalfOf<ProjectedEvent>): Promise<RowsBefore> {
    const moving = events.filter(movesRows);
    const lastOf = new Map(moving.map((event) => [event.data.message_group_uuid, event]));
    const before: RowsBefore = new Map();
    const moveRow = async (move: GroupRowMove): Promise<void> => {
      before.set(placeOf(move), await this.moveOn(move, move));
    };
    await this.lanes.each(foldEvents(moving), (move) => onBehalfOf(lastOf.get(move.groupUuid)!, () => moveRow(move)));
    return before;
  }

  private conclude(event: ProjectedEvent, before: RowsBefore): void {
    const outcome = outcomeOf(event, before);
    const { id: event_id, type: event_type, data } = event;
    if (outcome !== 'first') this.count(event, outcome);
    const message = 'message_uuid' in data ? { message_uuid: data.message_uuid } : {};
    this.logger.debug({ msg: outcome, event_id, event_type, ...message });
  }

  private count({ type, data }: ProjectedEvent, outcome: 'projected' | 'repeated'): void {
    if (type !== MESSAGE_SENT) this.metrics.changed(outcome);
    else if (outcome === 'projected') this.metrics.projected(data.created_at);
    else this.metrics.repeated();
  }

  /** Each refusal leaves less to do, since a row never goes backwards; so this ends. @returns how far the row had come. */
  private async moveOn(row: GroupRowKey, change: GroupRowChange | undefined): Promise<RowBefore> {
    let before: RowBefore = {};
    let rest = change;
    while (rest) {
      const outcome = await this.rows.moveOn(row, rest);
      if (outcome.kind === 'missing') {
        const made = await this.makeAnew(row);
        if (!made) continue;
        await this.moveOn(row, remainderOf(rest, made));
        return {};
      }
      this.metrics.wrote(outcome.kind);
      if (outcome.kind === 'moved') return { ...before, ...outcome.before };
      before = outcome.position;
      rest = remainderOf(rest, outcome.position);
    }
    return before;
  }

  /** @returns where the row stands that was made; undefined when another projector has just made it. */
  private async makeAnew(row: GroupRowKey): Promise<GroupRowPosition | undefined> {
    const conversation = await this.rows.conversation(row.groupUuid);
    const other = conversation?.members.find((member) => member.uuid !== row.userUuid);
    if (!other) throw new DomainError('message_group_not_found', { detail: `no conversation ${row.groupUuid}` });
    const made = await this.rows.make(lostRow(row, conversation!, other));
    if (made) this.metrics.wrote('made');
    return made;
  }
}

const placeOf = ({ groupUuid, userUuid }: GroupRowKey): string => `${groupUuid} ${userUuid}`;

/**
 * A first message has come into the rows together with them. Of any other event one row alone decides, its first member's:
 * of two projectors at once, each of which moves on one of its rows, only one has projected it.
 */
function outcomeOf(event: ProjectedEvent, rows: RowsBefore): 'first' | 'projected' | 'repeated' {
  if (!movesRows(event)) return 'first';
  const { type, data } = event;
  const before = rows.get(placeOf({ groupUuid: data.message_group_uuid, userUuid: data.member_uuids?.[0] ?? '' }));
  const isAhead =
    type === MESSAGE_SENT ? data.number > (before?.lastNumber ?? 0) : data.revision > (before?.revision ?? 0);
  return isAhead ? 'projected' : 'repeated';
}
