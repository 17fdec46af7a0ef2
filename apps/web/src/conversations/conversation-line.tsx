import type { MessageGroup } from '@cruddur/client';
import { memo, useEffect, useRef } from 'react';
import type { SentMessage } from '@cruddur/client';
import { isMuted } from '../chat/unread-in';
import { addressOf } from '../chat/use-route';
import { texts } from '../texts';
import { MutedIcon, PinIcon } from '../ui/icons';
import styles from './conversation-list.module.css';
import { previewOf } from './preview';
import { timeInList } from './time-in-list';

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
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!line.current) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onSeen(group));
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [group, onSeen]);
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
        <span className={styles.marks}>
          {isMuted(group, now) && (
            <>
              <MutedIcon />
              <span className="unseen">{texts.list.muted}</span>
            </>
          )}
          {group.pinned_at !== null && (
            <>
              <PinIcon />
              <span className="unseen">{texts.list.pinned}</span>
            </>
          )}
          {group.unread_count > 0 && (
            <span className={styles.badge} data-muted={isMuted(group, now) || undefined}>
              <span aria-hidden>{texts.list.count(group.unread_count, group.unread_count >= 100)}</span>
              <span className="unseen">{texts.list.unread(group.unread_count)}</span>
            </span>
          )}
        </span>
      </a>
    </li>
  );
});
