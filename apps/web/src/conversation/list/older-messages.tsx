import { texts } from '../../texts';
import { Button } from '../../ui/button';
import styles from './message-list.module.css';
import type { Older } from './moving/use-older';

interface OlderMessagesProps {
  older: Older;
  /** Whether they are waited for where one looks. */
  areAwaited: boolean;
}

/** What becomes of the messages that are loaded before the first one. */
export function OlderMessages({ older, areAwaited }: OlderMessagesProps) {
  if (older.fault !== undefined) {
    return (
      <p className={styles.older} role="alert">
        {older.fault} <Button onClick={older.load}>{texts.app.tryAgain}</Button>
      </p>
    );
  }
  if (!older.isLoading || !areAwaited) return null;
  return (
    <p className={styles.older} role="status">
      {texts.conversation.older}
    </p>
  );
}
