import type { MessageGroup } from '@cruddur/client';
import { type FocusEvent, useCallback, useState } from 'react';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useNow } from '../../ui/use-now';
import { ConversationLine } from './conversation-line';
import styles from './conversation-list.module.css';
import { MoreConversations } from './more-conversations';
import { moveWithin } from './move-within';

interface ConversationListProps {
  groups: MessageGroup[];
  archived: boolean;
  open: string | undefined;
  /** Said where there are none. */
  none: string;
}

/** The Tab key leads to one line, from which arrows lead to the others. */
export function ConversationList({ groups, archived, open, none }: ConversationListProps) {
  const { lastEntries, longList, profile } = useChat();
  const now = useNow();
  const [focused, setFocused] = useState<string>();
  const seen = useCallback((group: MessageGroup) => lastEntries.ask(group), [lastEntries]);
  const reached = [focused, open, groups[0]?.uuid].find((uuid) => groups.some((group) => group.uuid === uuid));
  const hasMore = longList.hasMore(archived);
  const onFocus = ({ target }: FocusEvent<HTMLElement>): void => setFocused(target.dataset['uuid']);

  if (groups.length === 0 && !hasMore) return <p className={styles.none}>{none}</p>;
  return (
    <ul className={styles.list} aria-label={texts.list.title} onKeyDown={moveWithin} onFocus={onFocus}>
      {groups.map((group) => (
        <ConversationLine
          key={group.uuid}
          group={group}
          entry={lastEntries.of(group)}
          ownUuid={profile.uuid}
          now={now}
          isOpen={group.uuid === open}
          isReached={group.uuid === reached}
          onSeen={seen}
        />
      ))}
      {hasMore && <MoreConversations key={groups.length} archived={archived} />}
    </ul>
  );
}
