import {
  type LiveEvent,
  presentOneMessage,
  type PresentedChanges,
  type PresentedSentMessage,
} from '@app/common/contracts';
import { MESSAGE_DELETED, MESSAGE_EDITED, MESSAGE_REACTED, type MESSAGE_SENT } from '@app/common/events';
import type { MessageEvent } from '../changes/live-change';

type Revision = PresentedChanges['revisions'][number];
type MessageSent = Extract<MessageEvent, { type: typeof MESSAGE_SENT }>;
type RevisionEvent = Extract<
  MessageEvent,
  { type: typeof MESSAGE_EDITED | typeof MESSAGE_DELETED | typeof MESSAGE_REACTED }
>;

const KINDS = { [MESSAGE_EDITED]: 'edited', [MESSAGE_DELETED]: 'deleted', [MESSAGE_REACTED]: 'reacted' } as const;

/** A message that answers none says all of itself. */
export const presentSent = ({ data }: MessageSent): LiveEvent => ({
  event: 'message',
  data: presentOneMessage({
    uuid: data.message_uuid,
    groupUuid: data.message_group_uuid,
    number: data.number,
    text: data.message,
    sender: { uuid: data.user_uuid, handle: data.user_handle, displayName: data.user_display_name },
    createdAt: data.created_at,
  }),
});

export const presentRevised = ({ type, data }: RevisionEvent, asItIs: PresentedSentMessage): LiveEvent | undefined => {
  const { message_group_uuid: groupUuid, ...message } = asItIs;
  const { revision, number, user_uuid, created_at } = data;
  return eventOfRevision(groupUuid, { revision, kind: KINDS[type], number, user_uuid, created_at, message });
};

/** Undefined for a change of the membership, which is told as its entry. */
export function eventOfRevision(groupUuid: string, revision: Revision): LiveEvent | undefined {
  const data = { message_group_uuid: groupUuid, ...revision };
  switch (revision.kind) {
    case 'edited':
      return { event: 'message_edited', data };
    case 'deleted':
      return { event: 'message_deleted', data };
    case 'reacted':
      return { event: 'reaction', data };
    case 'members':
      return undefined;
  }
}
