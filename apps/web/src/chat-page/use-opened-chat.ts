import { CruddurError } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { Chat } from '../chat/chat';
import { type Session, SignedOut } from '../session/session';
import { texts } from '../texts';

interface OpenedChat {
  chat: Chat | undefined;
  /** Why there is none, or no more. */
  failure: unknown;
  /** Whether the service is waited for. */
  isDelayed: boolean;
}

/** The chat of a session, for as long as the page shows it. Where the session has ended, that is told in its place. */
export function useOpenedChat(session: Session, onEnded: (why: string) => void): OpenedChat {
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
        onEnded(texts.signIn.hasEnded);
      } else setFailure(error);
    });
    return () => {
      closing.abort(LEFT);
      setChat(undefined);
    };
  }, [session, onEnded]);
  return { chat, failure, isDelayed };
}

const LEFT = new Error('the page shows another');

/** Whether the pool, or the service, no longer takes the person for who they are. */
const hasEnded = (error: unknown): boolean =>
  error instanceof SignedOut || (error instanceof CruddurError && error.status === 401);
