import { useEffect, useMemo, useState } from 'react';
import { useChat } from '../chat/use-chat';
import { ConversationHeader } from './conversation-header';
import styles from './conversation.module.css';
import { MessageRow } from './message-row';
import { Composer } from './writing/composer';
import { TypingLine } from './writing/typing-line';
import { type Intent, WritingContext } from './writing/writing';

/** One conversation, from its newest page on. */
export function Conversation({ uuid }: { uuid: string }) {
  const { store } = useChat();
  const [intent, intend] = useState<Intent>({ kind: 'new' });
  const writing = useMemo(() => ({ intent, intend }), [intent]);
  useEffect(() => {
    void store.open(uuid).catch(() => undefined);
    return () => store.close(uuid);
  }, [store, uuid]);
  return (
    <WritingContext value={writing}>
      <section className={styles.conversation}>
        <ConversationHeader uuid={uuid} />
        <ol className={styles.messages}>
          {store.shownIn(uuid).map((shown) => (
            <li key={'message' in shown ? shown.message.uuid : shown.unsent.key}>
              {'message' in shown ? (
                <MessageRow groupUuid={uuid} message={shown.message} />
              ) : (
                <p dir="auto">… {shown.unsent.message.message}</p>
              )}
            </li>
          ))}
        </ol>
        <TypingLine uuid={uuid} />
        <Composer uuid={uuid} />
      </section>
    </WritingContext>
  );
}
