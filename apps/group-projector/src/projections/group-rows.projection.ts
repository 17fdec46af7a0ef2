import { Injectable, Logger } from '@nestjs/common';
import { MESSAGE_SENT, TOPICS } from '@app/common/events';
import { type OnBehalfOf, processing } from '@app/common/tracing';
import { type GroupRowChange, type GroupRowKey, remainderOf } from '../rows/group-row-move';
import { GroupRowsStore, type RowBefore } from '../rows/group-rows.store';
import { Lanes } from '@app/common/patience';
import { LostRows, type SeenConversations } from '../rows/lost-rows';
import { type AddressedEvent, EventAddresses } from './addressed-events';
import { type FoldedMove, foldEvents } from './fold-events';
import { isEntry, movesRows, type ProjectedEvent } from './projected-event';
import { ProjectorMetrics } from './projector-metrics';

/** How far each row had come, by its place. */
type RowsBefore = Map<string, RowBefore>;

/** Of all batches together: more would only wait within DynamoDB, and time out there. */
const ROWS_AT_ONCE = 32;

/**
 * What entries and their changes do to the rows of the members: an entry becomes the last one, and counts as read for
 * its sender; an edit or a deletion changes the preview of the last one; every change moves the row's revision. A change
 * of a group's membership makes the rows of those who join, and closes those of who leaves.
 */
@Injectable()
export class GroupRowsProjection {
  private readonly logger = new Logger(GroupRowsProjection.name);
  private readonly lanes = new Lanes(ROWS_AT_ONCE);

  constructor(
    private readonly addresses: EventAddresses,
    private readonly rows: GroupRowsStore,
    private readonly lostRows: LostRows,
    private readonly metrics: ProjectorMetrics,
  ) {}

  /** @throws DomainError `service_unavailable` while DynamoDB is away, `message_group_not_found` for an event of no known conversation. */
  async project(events: ProjectedEvent[]): Promise<void> {
    await processing(events, TOPICS.messages, async (onBehalfOf) => {
      const moving = await this.addresses.find(events.filter(movesRows));
      await this.lanes.each(startsIn(events), ({ row, time }) => this.rows.startedAt(row, time));
      const before = await this.moveRows(moving, onBehalfOf);
      const addressed = new Map(moving.map((each) => [each.event, each]));
      for (const event of events) onBehalfOf(event, () => this.conclude(event, addressed.get(event), before));
    });
  }

  /** A move that several events share is made on behalf of the one that came last. */
  private async moveRows(moving: AddressedEvent[], onBehalfOf: OnBehalfOf<ProjectedEvent>): Promise<RowsBefore> {
    const lastOf = new Map(moving.map(({ event }) => [event.data.message_group_uuid, event]));
    const before: RowsBefore = new Map();
    const seen: SeenConversations = new Map();
    const moveRow = async (move: FoldedMove): Promise<void> => {
      before.set(placeOf(move), await this.moveOn(move, move, seen));
    };
    await this.lanes.each(foldEvents(moving), (move) => onBehalfOf(lastOf.get(move.groupUuid)!, () => moveRow(move)));
    return before;
  }

  private conclude(event: ProjectedEvent, addressed: AddressedEvent | undefined, before: RowsBefore): void {
    const outcome = outcomeOf(addressed, before);
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
  private async moveOn(
    row: GroupRowKey,
    { isFirst = false, ...change }: Omit<FoldedMove, keyof GroupRowKey>,
    seen: SeenConversations,
  ): Promise<RowBefore> {
    let before: RowBefore = {};
    let rest: GroupRowChange | undefined = change;
    let isMissing = isFirst;
    while (rest) {
      const outcome = isMissing ? await this.lostRows.make(row, seen) : await this.rows.moveOn(row, rest);
      isMissing = outcome.kind === 'missing';
      if (outcome.kind === 'missing') continue;
      this.metrics.wrote(outcome.kind);
      if (outcome.kind === 'moved') return { ...before, ...outcome.before };
      rest = remainderOf(rest, outcome.position);
      if (outcome.kind === 'refused') before = outcome.position;
      else if (rest) await this.moveOn(row, rest, seen);
      if (outcome.kind === 'made') return {};
    }
    return before;
  }
}

/** The rows of conversations that have begun and got no further, with when Kafka got that. */
function startsIn(events: ProjectedEvent[]): { row: GroupRowKey; time: number }[] {
  const wentOn = new Set(events.filter((event) => movesRows(event) && isEntry(event)).map(groupOf));
  return events
    .filter((event) => !movesRows(event) && !wentOn.has(groupOf(event)))
    .flatMap(({ data, appendedAt }) => {
      const members = 'member_uuids' in data ? (data.member_uuids ?? []) : [];
      if (appendedAt === undefined) return [];
      return members.map((userUuid) => ({ row: { groupUuid: data.message_group_uuid, userUuid }, time: appendedAt }));
    });
}

const groupOf = ({ data }: ProjectedEvent): string => data.message_group_uuid;

const placeOf = ({ groupUuid, userUuid }: GroupRowKey): string => `${groupUuid} ${userUuid}`;

/**
 * A first message has come into the rows together with them. Of any other event one row alone decides, its first member's:
 * of two projectors at once, each of which moves on one of its rows, only one has projected it.
 */
function outcomeOf(addressed: AddressedEvent | undefined, rows: RowsBefore): 'first' | 'projected' | 'repeated' {
  if (!addressed) return 'first';
  const { event, userUuids } = addressed;
  const before = rows.get(placeOf({ groupUuid: event.data.message_group_uuid, userUuid: userUuids[0] ?? '' }));
  const isAhead = isEntry(event)
    ? event.data.number > (before?.lastNumber ?? 0)
    : event.data.revision > (before?.revision ?? 0);
  return isAhead ? 'projected' : 'repeated';
}
