import type { MessageGroup } from '@cruddur/client';
import { isMuted } from '../../chat/unread-in';
import { texts } from '../../texts';
import { MutedIcon, PinIcon } from '../../ui/icons';
import styles from './conversation-list.module.css';

/** What is set for a conversation, and how much of it is unread. */
export function ConversationMarks({ group, now }: { group: MessageGroup; now: number }) {
  const isQuiet = isMuted(group, now);
  return (
    <span className={styles.marks}>
      {isQuiet && (
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
        <span className={styles.badge} data-muted={isQuiet || undefined}>
          <span aria-hidden>{texts.list.count(group.unread_count, group.unread_count >= 100)}</span>
          <span className="unseen">{texts.list.unread(group.unread_count)}</span>
        </span>
      )}
    </span>
  );
}
