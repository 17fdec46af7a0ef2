import { type KeyboardEvent, useState } from 'react';
import { useChat } from '../chat/use-chat';
import { texts } from '../texts';
import styles from './conversations-pane.module.css';
import { ConversationList } from './list/conversation-list';
import { inOrder, named } from './list/in-order';
import { PaneHead } from './pane-head';
import { RequestList } from './request-list';
import { useTabTitle } from './use-tab-title';
import { type View, ViewChoice } from './view-choice';

interface ConversationsPaneProps {
  open: string | undefined;
  onSignOut: () => void;
}

/** The conversations of who is signed in, and what is done with all of them. */
export function ConversationsPane({ open, onSignOut }: ConversationsPaneProps) {
  const { store } = useChat();
  const [view, setView] = useState<View>('usual');
  const [filter, setFilter] = useState('');
  useTabTitle();

  const isArchive = view === 'archived';
  const groups = inOrder(named(isArchive ? store.archivedList : store.list, filter));
  const none = isArchive ? texts.list.emptyArchive : texts.list.empty;
  return (
    <nav className={styles.pane} aria-label={texts.list.title}>
      <PaneHead onSignOut={onSignOut} />
      <ViewChoice view={view} onView={setView} />
      {view === 'requests' ? (
        <RequestList />
      ) : (
        <>
          <input
            type="search"
            className={styles.filter}
            aria-label={texts.list.filter}
            placeholder={texts.list.filter}
            dir="auto"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={intoList}
          />
          <ConversationList
            key={view}
            groups={groups}
            archived={isArchive}
            open={open}
            none={filter.trim() === '' ? none : texts.list.noneNamed}
          />
        </>
      )}
    </nav>
  );
}

/** From the filter down to what it has found. */
function intoList(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  event.currentTarget.parentElement?.querySelector<HTMLElement>('ul a')?.focus();
}
