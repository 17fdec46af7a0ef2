import type { Message } from '@cruddur/client';
import { memo } from 'react';
import { useOfChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { ReplyIcon } from '../../ui/icons';
import { whyNotToWrite } from '../writing/why-not-to-write';
import { useWriting } from '../writing/writing';
import styles from './message-actions.module.css';
import { MessageMenu } from './message-menu';
import { ReactionPicker } from './reaction-picker';

interface MessageActionsProps {
  groupUuid: string;
  message: Message;
}

/** What one can do with a message: react, answer, and by a menu all else. It stands in a corner of the message's article. */
export const MessageActions = memo(function MessageActions({ groupUuid, message }: MessageActionsProps) {
  const { intend } = useWriting();
  const whyNot = useOfChat((chat) => whyNotToWrite(chat, groupUuid));
  if (message.kind !== 'message' || message.deleted_at !== null) return null;
  return (
    <div className={styles.actions} role="group" aria-label={texts.actions.label}>
      {!whyNot && (
        <>
          <ReactionPicker groupUuid={groupUuid} message={message} />
          <Button look="icon" aria-label={texts.actions.reply} onClick={() => intend({ kind: 'reply', message })}>
            <ReplyIcon />
          </Button>
        </>
      )}
      <MessageMenu groupUuid={groupUuid} message={message} whyNot={whyNot} />
    </div>
  );
});
