import type { Message } from '@cruddur/client';
import { memo, useState } from 'react';
import { texts } from '../../texts';
import { MessageActions } from '../actions/message-actions';
import { Bubble } from './bubble';
import { MessageFoot } from './message-foot';
import styles from './message-row.module.css';
import { MessageText } from './message-text';
import { Quotation } from './quotation';
import { Reactions } from './reactions';
import { Tick } from './tick';
import { Time } from './time';
import { wholeTimeOf } from './times';

interface MessageRowProps {
  groupUuid: string;
  message: Message;
  isOwn: boolean;
  /** The one that Tab leads to. */
  isCurrent: boolean;
  /** All others have read it. */
  isRead: boolean;
  /** It goes on with what its sender has just said. */
  goesOn: boolean;
  /** What it answers, where that is shown. */
  answered: Message | undefined;
  onJump: (number: number) => void;
}

/** One message. What can be done with it appears when somebody comes near. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { groupUuid, message, isOwn, isCurrent, isRead, goesOn, answered, onJump } = props;
  const [isNear, setNear] = useState(false);
  const comeNear = (): void => setNear(true);
  const isDeleted = message.deleted_at !== null;
  return (
    <article
      className={styles.message}
      aria-label={texts.conversation.messageOf(message.display_name, wholeTimeOf(message.created_at))}
      tabIndex={isCurrent ? 0 : -1}
      onPointerEnter={comeNear}
      onFocus={comeNear}
    >
      {!isOwn && !goesOn && (
        <strong className={styles.sender} dir="auto">
          {message.display_name}
        </strong>
      )}
      <Bubble isOwn={isOwn}>
        {message.reply_to && (
          <Quotation answered={message.reply_to} shown={answered} isCurrent={isCurrent} onJump={onJump} />
        )}
        {isDeleted ? (
          <p className={styles.deleted}>{texts.conversation.deleted}</p>
        ) : (
          <MessageText text={message.message} isCurrent={isCurrent} />
        )}
        <MessageFoot>
          {message.edited_at !== null && !isDeleted && <span>{texts.conversation.edited}</span>}
          <Time at={message.created_at} />
          {isOwn && !isDeleted && <Tick sending={isRead ? 'read' : 'stored'} />}
        </MessageFoot>
        <Reactions groupUuid={groupUuid} message={message} isCurrent={isCurrent} />
      </Bubble>
      {isNear && <MessageActions groupUuid={groupUuid} message={message} />}
    </article>
  );
});
