import { useEffect, useRef } from 'react';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import styles from './composer.module.css';
import { EditedMessage } from './edited-message';
import { lastEditable } from './last-editable';
import { NewMessage } from './new-message';
import { whyNotToWrite } from './why-not-to-write';
import { useWriting } from './writing';

/** Where one writes. */
export function Composer({ uuid }: { uuid: string }) {
  const chat = useChat();
  const { store, blocks, profile } = chat;
  const { intent, intend } = useWriting();
  const field = useRef<HTMLTextAreaElement>(null);
  const first = useRef(intent);
  useEffect(() => {
    if (intent !== first.current) field.current?.focus();
  }, [intent]);

  const isPair = store.group(uuid)?.kind === 'pair';
  useEffect(() => {
    if (isPair) blocks.read().catch(() => undefined);
  }, [blocks, isPair]);

  const whyNot = whyNotToWrite(chat, uuid);
  if (whyNot) return <p className={styles.closed}>{texts.writing.whyNot[whyNot]}</p>;

  const editLast = (): void => {
    const message = lastEditable(store.shownIn(uuid), profile.uuid);
    if (message) intend({ kind: 'edit', message });
  };
  return (
    <div className={styles.composer}>
      {intent.kind === 'edit' ? (
        <EditedMessage key={intent.message.uuid} uuid={uuid} message={intent.message} field={field} />
      ) : (
        <NewMessage
          uuid={uuid}
          answered={intent.kind === 'reply' ? intent.message : undefined}
          onArrowUp={editLast}
          field={field}
        />
      )}
    </div>
  );
}
