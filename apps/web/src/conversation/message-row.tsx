import type { Message } from '@cruddur/client';
import { MessageActions } from './actions/message-actions';

interface MessageRowProps {
  groupUuid: string;
  message: Message;
}

export function MessageRow({ groupUuid, message }: MessageRowProps) {
  return (
    <article>
      <p dir="auto">
        {message.display_name}: {message.message}
      </p>
      <MessageActions groupUuid={groupUuid} message={message} />
    </article>
  );
}
