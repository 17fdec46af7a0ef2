import { CruddurError } from '@cruddur/client';
import { ChatContext } from '../chat/use-chat';
import { useOpenConversation } from '../chat/use-route';
import { Conversation } from '../conversation/conversation';
import { ConversationsPane } from '../conversations/conversations-pane';
import type { PageSettings } from '../session/page-settings';
import type { Session } from '../session/session';
import { texts } from '../texts';
import { Notice } from '../ui/notice';
import styles from './chat-page.module.css';
import { OfflineBanner } from './offline-banner';
import { StackCorner } from './stack-corner';
import { useOpenedChat } from './use-opened-chat';

interface ChatPageProps {
  session: Session;
  settings: PageSettings;
  /** @param why where it was not wanted. */
  onSignedOut: (why?: string) => void;
}

/** The list beside the conversation that is open; on a narrow page one of them. */
export function ChatPage({ session, settings, onSignedOut }: ChatPageProps) {
  const open = useOpenConversation();
  const { chat, failure, isDelayed } = useOpenedChat(session, onSignedOut);
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
        <ConversationsPane open={open} onSignOut={signOut} />
        <main className={styles.main}>
          <OfflineBanner />
          {open ? <Conversation key={open} uuid={open} /> : <p>{texts.app.chooseOne}</p>}
        </main>
        {settings.stack_status && <StackCorner />}
      </div>
    </ChatContext>
  );
}
