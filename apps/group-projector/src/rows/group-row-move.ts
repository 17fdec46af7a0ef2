import type { MessageSentData } from '@app/common/events';
import { groupRowKey, type TableKey } from '@app/common/table';
import { previewOf } from '@app/common/text';

/** Which row: a conversation in one member's list. */
export interface GroupRowKey {
  userUuid: string;
  groupUuid: string;
}

export const tableKeyOf = ({ userUuid, groupUuid }: GroupRowKey): TableKey => groupRowKey(userUuid, groupUuid);

export interface LastMessage {
  number: number;
  at: string;
  preview: string;
}

/** Where a row must have come to, at least. */
export interface GroupRowChange {
  last?: LastMessage;
  /** The highest number that the row's member has sent. */
  readNumber?: number;
}

/** A change with all that is needed to make the row if it is missing. */
export interface GroupRowMove extends GroupRowKey, GroupRowChange {
  last: LastMessage;
}

/** How far a row has come. */
export interface GroupRowPosition {
  lastNumber: number;
  lastReadNumber: number;
}

/** The moves that events of messages ask for; a first message has made the rows that it belongs in. */
export const foldMessages = (messages: MessageSentData[]): GroupRowMove[] => movesOf(messages.filter(movesRows));

/**
 * The moves that lead members' rows to what messages say, one a row however many messages there are.
 *
 * Moves of one row join to the highest of each of their two numbers. So any order, any repetition and any division into
 * batches lead to the same row.
 */
export function movesOf(messages: MessageSentData[]): GroupRowMove[] {
  const moves = new Map<string, GroupRowMove>();
  for (const message of messages) {
    for (const userUuid of message.member_uuids) {
      const row = `${message.message_group_uuid} ${userUuid}`;
      const move = moveOf(message, userUuid);
      const earlier = moves.get(row);
      moves.set(row, earlier ? join(earlier, move) : move);
    }
  }
  return [...moves.values()];
}

/** What of `change` a row that stands at `position` still lacks; undefined when nothing. */
export function remainderOf(change: GroupRowChange, position: GroupRowPosition): GroupRowChange | undefined {
  const { last, readNumber } = change;
  const rest: GroupRowChange = {
    ...(last && last.number > position.lastNumber && { last }),
    ...(readNumber !== undefined && readNumber > position.lastReadNumber && { readNumber }),
  };
  return Object.keys(rest).length > 0 ? rest : undefined;
}

export const movesRows = (message: MessageSentData): boolean => message.number > 1;

const moveOf = (message: MessageSentData, userUuid: string): GroupRowMove => ({
  userUuid,
  groupUuid: message.message_group_uuid,
  last: { number: message.number, at: message.created_at, preview: previewOf(message.message) },
  ...(userUuid === message.user_uuid && { readNumber: message.number }),
});

export function join(one: GroupRowMove, other: GroupRowMove): GroupRowMove {
  const newer = other.last.number > one.last.number ? other : one;
  const readNumber = Math.max(one.readNumber ?? 0, other.readNumber ?? 0);
  return { ...newer, ...(readNumber > 0 && { readNumber }) };
}
