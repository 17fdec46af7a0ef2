import { useEffect } from 'react';
import { useChat } from '../chat/use-chat';
import { Composer } from './composer';
import styles from './conversation.module.css';

/** One conversation, from its newest page on. */
export function Conversation({ uuid }: { uuid: string }) {
  const chat = useChat();
  const { store } = chat;
  useEffect(() => {
    void store.open(uuid).catch(() => undefined);
    return () => store.close(uuid);
  }, [store, uuid]);
  return (
    <section className={styles.conversation}>
      <ol className={styles.messages}>
        {store.shownIn(uuid).map((shown) =>
          'message' in shown ? (
            <li key={shown.message.number} dir="auto">
              {shown.message.display_name}: {shown.message.message}
            </li>
          ) : (
            <li key={shown.unsent.key} dir="auto">
              … {shown.unsent.message.message}
            </li>
          ),
        )}
      </ol>
      <Composer uuid={uuid} />
    </section>
  );
}
