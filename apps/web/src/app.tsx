import { useCallback, useEffect, useState } from 'react';
import type { Beginning } from './begin';
import { ChatPage } from './chat-page/chat-page';
import type { Session } from './session/session';
import { SignInPage } from './signing-in/sign-in-page';
import { texts } from './texts';
import { Notice } from './ui/notice';

const LATE_MS = 2_000;

/** Who is signed in sees the chat, everybody else how to sign in. */
export function App({ beginning }: { beginning: Promise<Beginning> }) {
  const [begun, setBegun] = useState<Beginning>();
  const [isLate, setLate] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [session, setSession] = useState<Session>();
  const [notice, setNotice] = useState<string>();

  useEffect(() => {
    beginning.then((all) => {
      setBegun(all);
      setSession(all.session);
      setNotice(all.fault && texts.signIn.faults[all.fault]);
    }, setFailure);
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [beginning]);

  const enter = (entered: Session): void => {
    setNotice(undefined);
    setSession(entered);
  };
  const leave = useCallback((why?: string): void => {
    setNotice(why);
    setSession(undefined);
  }, []);

  if (failure !== undefined)
    return (
      <Notice action={{ name: texts.app.tryAgain, run: () => location.reload() }}>{texts.app.doesNotStart}</Notice>
    );
  if (!begun) return <Notice>{isLate ? texts.offline.notThere : texts.app.starting}</Notice>;
  const { settings, signIn } = begun;
  if (!session) return <SignInPage settings={settings} signIn={signIn} notice={notice} onSession={enter} />;
  return <ChatPage session={session} settings={settings} onSignedOut={leave} />;
}
