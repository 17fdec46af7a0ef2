import { CruddurError } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { Conversation } from '../conversation/conversation';
import { ConversationsPane } from '../conversations/conversations-pane';
import type { Session } from '../session/session';
import { SignedOut } from '../session/session';
import type { PageSettings } from '../session/page-settings';
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
  const [isDelayed, setDelayed] = useState(false);

  useEffect(() => {
    const closing = new AbortController();
    const isLeft = (): boolean => closing.signal.reason === LEFT;
    const begin = async (): Promise<void> => {
      const opened = await Chat.open(session, closing, () => setDelayed(true));
      if (isLeft()) return;
      setChat(opened);
      await opened.run();
    };
    begin().catch((error: unknown) => {
      if (isLeft()) return;
      closing.abort(error);
      if (hasEnded(error)) {
        session.forget();
        onSignedOut(texts.signIn.hasEnded);
      } else setFailure(error);
    });
    return () => {
      closing.abort(LEFT);
      setChat(undefined);
    };
  }, [session, onSignedOut]);

  const signOut = (): void => {
    chat?.drafts.forgetAll();
    chat?.refused.forgetAll();
    void session.signOut();
    onSignedOut();
  };

  if (failure instanceof CruddurError && failure.help)
    return <Notice action={{ name: texts.list.signOut, run: signOut }}>{failure.help}</Notice>;
  if (failure !== undefined)
    return (
      <Notice action={{ name: texts.app.tryAgain, run: () => location.reload() }}>{texts.app.doesNotStart}</Notice>
    );
  if (!chat && isDelayed)
    return <Notice action={{ name: texts.list.signOut, run: signOut }}>{texts.offline.notThere}</Notice>;
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

const LEFT = new Error('the page shows another');

/** Whether the pool, or the service, no longer takes the person for who they are. */
const hasEnded = (error: unknown): boolean =>
  error instanceof SignedOut || (error instanceof CruddurError && error.status === 401);
