import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { type CloudEvent, type MESSAGE_SENT, type MessageSentData, TOPICS } from '@app/common/events';
import { Lanes } from '@app/common/patience';
import { type OnBehalfOf, processing } from '@app/common/tracing';
import { foldMessages, movesRows, remainderOf, type GroupRowChange, type GroupRowMove } from '../rows/group-row-move';
import { GroupRowsStore } from '../rows/group-rows.store';
import { ProjectorMetrics } from './projector-metrics';

export type MessageSent = CloudEvent<typeof MESSAGE_SENT, MessageSentData>;

/** The last number that each row had before, by its place. */
type RowNumbers = Map<string, number>;

/** Of all batches together: more would only wait within DynamoDB, and time out there. */
const ROWS_AT_ONCE = 32;

/** A sent message becomes the last one in its members' rows, and counts as read for its sender. */
@Injectable()
export class MessageSentProjection {
  private readonly logger = new Logger(MessageSentProjection.name);
  private readonly lanes = new Lanes(ROWS_AT_ONCE);

  constructor(
    private readonly rows: GroupRowsStore,
    private readonly metrics: ProjectorMetrics,
  ) {}

  /** @throws DomainError `service_unavailable` while DynamoDB is away, `message_group_not_found` for a message of no known conversation. */
  async project(events: MessageSent[]): Promise<void> {
    await processing(events, TOPICS.messages, async (onBehalfOf) => {
      const before = await this.moveRows(events, onBehalfOf);
      for (const event of events) onBehalfOf(event, () => this.conclude(event, before));
    });
  }

  /** A move that several messages share is made on behalf of the newest of them. */
  private async moveRows(events: MessageSent[], onBehalfOf: OnBehalfOf<MessageSent>): Promise<RowNumbers> {
    const eventOf = new Map(events.map((event) => [placeOf(event.data.message_group_uuid, event.data.number), event]));
    const newestOf = (move: GroupRowMove): MessageSent => eventOf.get(placeOf(move.groupUuid, move.last.number))!;
    const before: RowNumbers = new Map();
    const moveRow = async (move: GroupRowMove): Promise<void> => {
      before.set(placeOf(move.groupUuid, move.userUuid), await this.moveOn(move));
    };
    const moves = foldMessages(events.map(({ data }) => data));
    await this.lanes.each(moves, (move) => onBehalfOf(newestOf(move), () => moveRow(move)));
    return before;
  }

  private conclude({ id, data: message }: MessageSent, before: RowNumbers): void {
    const outcome = outcomeOf(message, before);
    if (outcome === 'projected') this.metrics.projected(message.created_at);
    if (outcome === 'repeated') this.metrics.repeated();
    this.logger.debug({ msg: outcome, event_id: id, message_uuid: message.message_uuid });
  }

  /**
   * Each refusal leaves less to do, since a row never goes backwards; so this ends.
   *
   * @returns the last number that the row had before.
   */
  private async moveOn(move: GroupRowMove): Promise<number> {
    let before = 0;
    let rest: GroupRowChange | undefined = move;
    while (rest) {
      const outcome = await this.rows.moveOn(move, rest);
      if (outcome.kind === 'missing') {
        if (await this.makeAnew(move)) return before;
        continue;
      }
      this.metrics.wrote(outcome.kind);
      if (outcome.kind === 'moved') return outcome.lastNumber ?? before;
      before = outcome.position.lastNumber;
      rest = remainderOf(rest, outcome.position);
    }
    return before;
  }

  /** @returns whether the row was made; false when another projector has just made it. */
  private async makeAnew(move: GroupRowMove): Promise<boolean> {
    const members = await this.rows.members(move.groupUuid);
    const other = members.find((member) => member.uuid !== move.userUuid);
    if (!other) throw new DomainError('message_group_not_found', { detail: `no conversation ${move.groupUuid}` });
    const isMade = await this.rows.make(move, other);
    if (isMade) this.metrics.wrote('made');
    return isMade;
  }
}

/** A message in its conversation, by its number; or a conversation's row, by its member. */
const placeOf = (groupUuid: string, which: number | string): string => `${groupUuid} ${which}`;

/**
 * A first message has come into the rows together with them. Of any other, one row alone decides, its first member's:
 * of two projectors at once, each of which moves on one of its rows, only one has projected it.
 */
function outcomeOf(message: MessageSentData, before: RowNumbers): 'first' | 'projected' | 'repeated' {
  if (!movesRows(message)) return 'first';
  const [member] = message.member_uuids;
  return message.number > (before.get(placeOf(message.message_group_uuid, member!)) ?? 0) ? 'projected' : 'repeated';
}
