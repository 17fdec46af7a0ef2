import { useEffect, useReducer } from 'react';
import { useChat } from '../../../chat/use-chat';
import { nameIn } from '../../../people/name-in';
import { texts } from '../../../texts';
import styles from './typing-line.module.css';

const LOOK_MS = 500;

/** Who is typing now. Nobody says that somebody has stopped, so it looks again and again. */
export function TypingLine({ uuid }: { uuid: string }) {
  const { store } = useChat();
  const [, look] = useReducer((times: number) => times + 1, 0);
  const names = store.typingIn(uuid).map((user) => nameIn(store, uuid, user));
  const isAnybody = names.length > 0;
  useEffect(() => {
    if (!isAnybody) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isAnybody]);
  return (
    <p className={styles.line} role="status" dir="auto">
      {isAnybody && texts.writing.typing(names)}
    </p>
  );
}
