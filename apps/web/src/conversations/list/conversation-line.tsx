import type { MessageGroup, SentMessage } from '@cruddur/client';
import { memo } from 'react';
import { addressOf } from '../../chat/use-route';
import { texts } from '../../texts';
import styles from './conversation-list.module.css';
import { ConversationMarks } from './conversation-marks';
import { previewOf } from './preview';
import { timeInList } from './time-in-list';
import { useSeen } from './use-seen';

interface ConversationLineProps {
  group: MessageGroup;
  entry: SentMessage | undefined;
  ownUuid: string;
  now: number;
  isOpen: boolean;
  /** The one line that the Tab key leads to. */
  isReached: boolean;
  onSeen: (group: MessageGroup) => void;
}

/** One conversation of the list. */
export const ConversationLine = memo(function ConversationLine(props: ConversationLineProps) {
  const { group, entry, ownUuid, now, isOpen, isReached, onSeen } = props;
  const { by, text, isTold } = previewOf(group, entry, ownUuid);
  const line = useSeen(group, onSeen);
  return (
    <li ref={line} className={styles.line}>
      <a
        href={addressOf(group.uuid)}
        aria-current={isOpen ? 'page' : undefined}
        tabIndex={isReached ? 0 : -1}
        data-uuid={group.uuid}
      >
        <strong className={styles.name} dir="auto">
          {group.display_name}
        </strong>
        <time className={styles.time} dateTime={group.created_at}>
          {timeInList(group.created_at, now)}
        </time>
        <span
          className={styles.preview}
          dir={by === undefined && !isTold ? 'auto' : undefined}
          data-told={isTold || undefined}
        >
          {by !== undefined && <bdi>{by}</bdi>}
          {by !== undefined && texts.list.says}
          <bdi>{text}</bdi>
        </span>
        <ConversationMarks group={group} now={now} />
      </a>
    </li>
  );
});
