import { MEMBERS_CHANGED, MESSAGE_DELETED, MESSAGE_EDITED, MESSAGE_REACTED, MESSAGE_SENT } from '@app/common/events';
import { previewOf } from '@app/common/text';
import { type GroupRowChange, type GroupRowMove, join } from '../rows/group-row-move';
import { joins } from '../rows/joins';
import { type AddressedEvent, withLeavers } from './addressed-events';
import type { ProjectedEvent } from './projected-event';

/** A move of a row, which may be that of a member who has none yet. */
export interface FoldedMove extends GroupRowMove {
  isFirst?: boolean;
}

/** The moves that events ask for, one a row however many events there are; in any order, and with any repetition, the same. */
export function foldEvents(events: readonly AddressedEvent[]): FoldedMove[] {
  const moves = new Map<string, FoldedMove>();
  for (const [userUuids, told] of byMembers(withLeavers(events))) {
    const groupUuid = told[0]!.event.data.message_group_uuid;
    for (const [userUuid, change] of changesOf(userUuids, told)) {
      const row = `${groupUuid} ${userUuid}`;
      const earlier = moves.get(row);
      const isFirst = (earlier?.isFirst ?? false) || told.some(({ event }) => isJoin(event, userUuid));
      moves.set(row, {
        ...{ userUuid, groupUuid, ...(earlier ? join(earlier, change) : change) },
        ...(isFirst && { isFirst }),
      });
    }
  }
  return [...moves.values()];
}

function byMembers(events: AddressedEvent[]): Map<readonly string[], AddressedEvent[]> {
  const told = new Map<readonly string[], AddressedEvent[]>();
  for (const each of events) {
    const others = told.get(each.userUuids);
    if (others) others.push(each);
    else told.set(each.userUuids, [each]);
  }
  return told;
}

/** All members whom no event names get the same change, so it is computed once: in a large group they are most. */
function* changesOf(userUuids: readonly string[], told: AddressedEvent[]): Generator<[string, GroupRowChange]> {
  const named = new Set(told.flatMap(({ event }) => namedIn(event)));
  const changeOf = (userUuid: string): GroupRowChange =>
    told.map((addressed) => timed(addressed.event, changeFor(userUuid, addressed))).reduce(join);
  let ofOthers: GroupRowChange | undefined;
  for (const userUuid of userUuids) {
    yield [userUuid, named.has(userUuid) ? changeOf(userUuid) : (ofOthers ??= changeOf(userUuid))];
  }
}

/** Of whose rows an event says something of its own. */
function namedIn({ type, data }: ProjectedEvent): string[] {
  switch (type) {
    case MEMBERS_CHANGED:
      return [data.user_uuid, ...data.subjects.map(({ uuid }) => uuid)];
    case MESSAGE_DELETED:
      return [data.sender_uuid];
    default:
      return [data.user_uuid];
  }
}

const isJoin = ({ type, data }: ProjectedEvent, userUuid: string): boolean =>
  type === MEMBERS_CHANGED && joins(data, userUuid);

const timed = ({ appendedAt: movedAt }: ProjectedEvent, change: GroupRowChange): GroupRowChange =>
  movedAt === undefined ? change : { ...change, movedAt };

/** What one event says of one member's row. */
function changeFor(userUuid: string, { event: { type, data }, memberships }: AddressedEvent): GroupRowChange {
  switch (type) {
    case MEMBERS_CHANGED: {
      const { number, revision, created_at: at, kind, member_count: memberCount, group_name: name } = data;
      const membership = memberships.get(userUuid);
      const isRead = userUuid === data.user_uuid || joins(data, userUuid);
      return {
        last: { number, at, preview: '', kind },
        revision,
        ...(isRead ? { readNumber: number } : { uncountedNumber: number }),
        group: { membersAt: number, memberCount, name },
        ...(membership && { membership }),
      };
    }
    case MESSAGE_SENT: {
      const { number, created_at: at, message, members_at: membersAt } = data;
      const last = { number, at, preview: previewOf(message), ...(membersAt !== undefined && { kind: 'message' }) };
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
