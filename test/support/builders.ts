import { randomUUID } from 'node:crypto';
import type { Person } from '@app/common/contracts';
import type { MessageSentData } from '@app/common/events';
import {
  conversationKey,
  type ConversationItem,
  type GroupRowItem,
  groupRowKey,
  type MessageItem,
  messageKey,
} from '@app/common/table';

/** What tests do not care about is filled in; what they do care about, they say. */

export const aPerson = (handle: string): Person => ({ uuid: randomUUID(), handle, displayName: handle.toUpperCase() });

export const MEMBER_UUIDS = ['b2a6e3a4-9f0c-4f6c-9df4-0f6a52c2f001', 'b2a6e3a4-9f0c-4f6c-9df4-0f6a52c2f002'] as const;
const [FIRST, SECOND] = MEMBER_UUIDS;

export const messageData = (
  message_group_uuid: string,
  number: number,
  changes: Partial<MessageSentData> = {},
): MessageSentData => ({
  message_group_uuid,
  number,
  message_uuid: randomUUID(),
  message: `message ${number}`,
  user_uuid: FIRST,
  user_handle: 'andrewbrown',
  user_display_name: 'Andrew Brown',
  created_at: new Date().toISOString(),
  member_uuids: [FIRST, SECOND],
  ...changes,
});

export const aMessageItem = (
  groupUuid: string,
  number: number,
  changes: Partial<MessageSentData> = {},
): MessageItem => ({
  ...messageKey(groupUuid, number),
  ...messageData(groupUuid, number, changes),
});

export const aConversationItem = (groupUuid: string, createdAt = new Date().toISOString()): ConversationItem => ({
  ...conversationKey(groupUuid),
  message_group_uuid: groupUuid,
  members: MEMBER_UUIDS.map((uuid) => ({ uuid, handle: uuid, display_name: uuid })),
  created_at: createdAt,
});

/** The rows of both members, which show the conversation up to this number. */
export const groupRowItems = (
  groupUuid: string,
  lastNumber: number,
  changes: Partial<GroupRowItem> = {},
): GroupRowItem[] =>
  [FIRST, SECOND].map((uuid) =>
    rowItem(uuid, groupUuid, {
      ...changes,
      last_number: lastNumber,
      user_uuid: uuid === FIRST ? SECOND : FIRST,
      user_handle: '',
      user_display_name: '',
    }),
  );

/** A row that tells of nobody. */
export const rowItem = (userUuid: string, groupUuid: string, changes: Partial<GroupRowItem>): GroupRowItem => ({
  ...groupRowKey(userUuid, groupUuid),
  last_number: 1,
  last_message_at: new Date().toISOString(),
  last_read_number: 0,
  message: '',
  ...changes,
});
