import type { Message, MessageGroup } from '../generated/api.js';

/** A change of a message, with the message as it is now. */
export interface MessageRevision {
  revision: number;
  number: number;
  message: Message;
}

/** What a profile tells. */
export interface Renamed {
  uuid: string;
  handle: string;
  display_name: string;
}

/** The beginning of a message that a list shows. */
const PREVIEW_CHARACTERS = 256;
const MANY = 100;

/** A row of the list after a message that it does not show yet. */
export function afterMessage(row: MessageGroup, message: Message, isOwn: boolean): MessageGroup {
  const isCounted = message.kind === 'message' && !isOwn;
  return {
    ...row,
    message: preview(message.message),
    created_at: message.created_at,
    last_number: message.number,
    last_kind: message.kind,
    ...(isOwn && { last_read_number: message.number, last_received_number: message.number }),
    unread_count: isOwn ? 0 : Math.min(row.unread_count + (isCounted ? 1 : 0), MANY),
  };
}

/** A row after a change of one of its messages, which it shows if it is the last one. */
export function afterRevision(row: MessageGroup, { revision, number, message }: MessageRevision): MessageGroup {
  return { ...row, revision, ...(number === row.last_number && { message: preview(message.message) }) };
}

/** A row after a change of a profile; undefined where the person is none of those that it names. */
export function afterRename(row: MessageGroup, { uuid, handle, display_name }: Renamed): MessageGroup | undefined {
  if (!row.members.some((member) => member.uuid === uuid)) return undefined;
  const members = row.members.map((member) => (member.uuid === uuid ? { uuid, handle, display_name } : member));
  const names = row.name ?? members.map((member) => member.display_name).join(', ');
  return { ...row, members, display_name: names, handle: row.handle && handle };
}

const preview = (text: string): string => {
  const characters = [...text];
  return characters.length > PREVIEW_CHARACTERS ? `${characters.slice(0, PREVIEW_CHARACTERS).join('')}…` : text;
};
