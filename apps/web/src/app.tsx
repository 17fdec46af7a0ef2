import { useEffect, useState } from 'react';
import { ChatPage } from './chat/chat-page';
import type { Session, SignIn } from './session/session';
import { signInFor } from './session/sign-in-for';
import { SignInPage } from './session/sign-in-page';
import { type PageSettings, readPageSettings } from './settings/page-settings';
import { texts } from './texts';
import { Notice } from './ui/notice';

interface Beginning {
  settings: PageSettings;
  signIn: SignIn;
  session: Session | undefined;
}

async function begin(): Promise<Beginning> {
  const settings = await readPageSettings();
  const signIn = await signInFor(settings.sign_in);
  return { settings, signIn, session: await signIn.resume() };
}

/** Who is signed in sees the chat, everybody else how to sign in. */
export function App() {
  const [beginning, setBeginning] = useState<Beginning>();
  const [failure, setFailure] = useState<unknown>();
  const [session, setSession] = useState<Session>();

  useEffect(() => {
    begin().then((begun) => {
      setBeginning(begun);
      setSession(begun.session);
    }, setFailure);
  }, []);

  if (failure !== undefined) return <Notice onRetry={() => location.reload()}>{texts.app.doesNotStart}</Notice>;
  if (!beginning) return <Notice>{texts.app.starting}</Notice>;
  const { settings, signIn } = beginning;
  if (!session) return <SignInPage settings={settings} signIn={signIn} onSession={setSession} />;
  return <ChatPage session={session} settings={settings} onSignedOut={() => setSession(undefined)} />;
}
