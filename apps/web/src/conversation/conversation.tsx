import { useMemo, useState } from 'react';
import { useChat } from '../chat/use-chat';
import { texts } from '../texts';
import { ConversationHeader } from './conversation-header';
import styles from './conversation.module.css';
import { Arrivals } from './list/arrivals';
import { useLines } from './list/lines/use-lines';
import { MessageList } from './list/message-list';
import { readByAll } from './list/reading/read-by-all';
import { useOpened } from './use-opened';
import { Composer } from './writing/composer';
import { TypingLine } from './writing/typing/typing-line';
import { type Intent, WritingContext } from './writing/writing';

/** One conversation, from what is unread in it on. */
export function Conversation({ uuid }: { uuid: string }) {
  const chat = useChat();
  const { store, profile } = chat;
  const [intent, intend] = useState<Intent>({ kind: 'new' });
  const writing = useMemo(() => ({ intent, intend }), [intent]);
  const opened = useOpened(store, uuid);
  const lines = useLines(chat, uuid);
  return (
    <WritingContext value={writing}>
      <section className={styles.conversation}>
        <ConversationHeader uuid={uuid} />
        {opened?.readUpTo === undefined ? (
          <p className={styles.notice} role={opened ? 'alert' : 'status'}>
            {opened ? opened.fault : texts.conversation.opening}
          </p>
        ) : (
          <>
            <MessageList
              groupUuid={uuid}
              lines={lines}
              readUpTo={opened.readUpTo}
              readByAll={readByAll(store.group(uuid), store.receiptsIn(uuid))}
            />
            <Arrivals lines={lines} ownUuid={profile.uuid} />
          </>
        )}
        {opened?.fault === undefined && (
          <>
            <TypingLine uuid={uuid} />
            <Composer uuid={uuid} />
          </>
        )}
      </section>
    </WritingContext>
  );
}
