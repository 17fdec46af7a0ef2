import { useChat } from '../chat/use-chat';
import { addressOf } from '../chat/use-route';
import type { PageSettings } from '../settings/page-settings';
import { texts } from '../texts';
import { Button } from '../ui/button';
import styles from './conversations-pane.module.css';

interface ConversationsPaneProps {
  open: string | undefined;
  settings: PageSettings;
  onSignOut: () => void;
}

/** The conversations of who is signed in, and what is done with all of them. */
export function ConversationsPane({ open, onSignOut }: ConversationsPaneProps) {
  const chat = useChat();
  return (
    <nav className={styles.pane} aria-label={texts.list.title}>
      <header className={styles.head}>
        <h1>{chat.profile.display_name}</h1>
        <Button onClick={onSignOut}>{texts.list.signOut}</Button>
      </header>
      <ul className={styles.list}>
        {chat.store.list.map((group) => (
          <li key={group.uuid}>
            <a href={addressOf(group.uuid)} aria-current={group.uuid === open ? 'page' : undefined}>
              <strong dir="auto">{group.display_name}</strong>
              <span dir="auto">{group.message}</span>
              {group.unread_count > 0 && <span>{texts.list.unread(group.unread_count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
