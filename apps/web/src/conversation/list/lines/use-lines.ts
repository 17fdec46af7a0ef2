import type { MessageToSend } from '@cruddur/client';
import { useState } from 'react';
import type { Chat } from '../../../chat/chat';
import { areSame, type Line } from './lines';

function linesOf({ store, refused }: Chat, groupUuid: string): Line[] {
  const group = store.group(groupUuid);
  const isInto = (message: MessageToSend): boolean =>
    'message_group_uuid' in message
      ? message.message_group_uuid === groupUuid
      : group?.kind === 'pair' && group.handle === message.handle;
  const shown = store.shownIn(groupUuid);
  const unsent = shown.findIndex((line) => 'unsent' in line);
  const behind = unsent < 0 ? shown.length : unsent;
  const lines = refused.all.filter(({ entry }) => isInto(entry.message)).map((each) => ({ refused: each }));
  return [...shown.slice(0, behind), ...lines, ...shown.slice(behind)];
}

/** What is shown of a conversation, the oldest first; the same array until something in it has changed. */
export function useLines(chat: Chat, groupUuid: string): Line[] {
  const now = linesOf(chat, groupUuid);
  const [lines, setLines] = useState(now);
  if (areSame(lines, now)) return lines;
  setLines(now);
  return now;
}
