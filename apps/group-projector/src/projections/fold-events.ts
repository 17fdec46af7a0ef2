import { MESSAGE_DELETED, MESSAGE_EDITED, MESSAGE_REACTED, MESSAGE_SENT } from '@app/common/events';
import { previewOf } from '@app/common/text';
import { type GroupRowChange, type GroupRowMove, join } from '../rows/group-row-move';
import { movesRows, type ProjectedEvent } from './projected-event';

/** The moves that events ask for, one a row however many events there are; in any order, and with any repetition, the same. */
export function foldEvents(events: ProjectedEvent[]): GroupRowMove[] {
  const moves = new Map<string, GroupRowMove>();
  for (const event of events.filter(movesRows)) {
    const { message_group_uuid: groupUuid, member_uuids: members = [] } = event.data;
    for (const userUuid of members) {
      const row = `${groupUuid} ${userUuid}`;
      const change = changeFor(userUuid, event);
      const earlier = moves.get(row);
      moves.set(row, { userUuid, groupUuid, ...(earlier ? join(earlier, change) : change) });
    }
  }
  return [...moves.values()];
}

/** What one event says of one member's row. */
function changeFor(userUuid: string, { type, data }: ProjectedEvent): GroupRowChange {
  switch (type) {
    case MESSAGE_SENT: {
      const { number, created_at: at, message } = data;
      const last = { number, at, preview: previewOf(message) };
      return userUuid === data.user_uuid ? { last, readNumber: number } : { last };
    }
    case MESSAGE_EDITED: {
      const { number, revision, message } = data;
      return { revision, changed: { number, revision, preview: previewOf(message) } };
    }
    case MESSAGE_DELETED: {
      const { number, revision, sender_uuid: sender } = data;
      const change = { revision, changed: { number, revision, preview: '' } };
      return userUuid === sender ? change : { ...change, uncountedNumber: number };
    }
    case MESSAGE_REACTED:
      return { revision: data.revision };
  }
}
