import { useChat } from '../chat/use-chat';
import { texts } from '../texts';
import styles from './offline-banner.module.css';

/** Says that what is shown may be old, and what is written waits. */
export function OfflineBanner() {
  const { connectivity, isDelayed, waiting } = useChat();
  return (
    <div role="status" className={styles.banner}>
      {isDelayed && (
        <p>
          {connectivity.isOffline ? texts.offline.notice : texts.offline.late}{' '}
          {waiting > 0 && texts.offline.waiting(waiting)}
        </p>
      )}
    </div>
  );
}
