import { CruddurError } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { Conversation } from '../conversation/conversation';
import { ConversationsPane } from '../conversations/conversations-pane';
import type { Session } from '../session/session';
import { SignedOut } from '../session/session';
import type { PageSettings } from '../settings/page-settings';
import { texts } from '../texts';
import { Notice } from '../ui/notice';
import { Chat } from './chat';
import styles from './chat-page.module.css';
import { OfflineBanner } from './offline-banner';
import { StackCorner } from './stack-corner';
import { ChatContext } from './use-chat';
import { useOpenConversation } from './use-route';

interface ChatPageProps {
  session: Session;
  settings: PageSettings;
  /** @param why where it was not wanted. */
  onSignedOut: (why?: string) => void;
}

/** The list beside the conversation that is open; on a narrow page one of them. */
export function ChatPage({ session, settings, onSignedOut }: ChatPageProps) {
  const open = useOpenConversation();
  const [chat, setChat] = useState<Chat>();
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    let opened: Chat | undefined;
    let isLeft = false;
    const begin = async (): Promise<void> => {
      opened = await Chat.open(session);
      if (isLeft) return opened.close();
      setChat(opened);
      await opened.run();
    };
    begin().catch((error: unknown) => {
      if (isLeft) return;
      if (causeOf(error) instanceof SignedOut) onSignedOut(texts.signIn.hasEnded);
      else setFailure(error);
    });
    return () => {
      isLeft = true;
      setChat(undefined);
      void opened?.close();
    };
  }, [session, onSignedOut]);

  const signOut = (): void => {
    chat?.drafts.forgetAll();
    void session.signOut().finally(() => onSignedOut());
  };

  if (failure !== undefined)
    return (
      <Notice onRetry={() => location.reload()}>
        {(failure instanceof CruddurError && failure.help) || texts.app.doesNotStart}
      </Notice>
    );
  if (!chat) return <Notice>{texts.app.starting}</Notice>;
  return (
    <ChatContext value={chat}>
      <div className={styles.page} data-open={open !== undefined}>
        <ConversationsPane open={open} settings={settings} onSignOut={signOut} />
        <main className={styles.main}>
          <OfflineBanner />

          {open ? <Conversation key={open} uuid={open} /> : <p>{texts.app.chooseOne}</p>}
        </main>
        {settings.stack_status && <StackCorner />}
      </div>
    </ChatContext>
  );
}

/** A token that cannot be had is told as a call without an answer. */
const causeOf = (error: unknown): unknown => (error instanceof CruddurError ? error.cause : error);
