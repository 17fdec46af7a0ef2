import type { HostedSignIn } from '../session/session';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { useFault } from './use-fault';

/** The way to the page of the pool where one signs in. */
export function ToHostedPage({ signIn }: { signIn: HostedSignIn }) {
  const { problem: fault, isBusy, attempt } = useFault();
  return (
    <>
      <Button look="strong" disabled={isBusy} onClick={() => void attempt(() => signIn.leave())}>
        {texts.signIn.submit}
      </Button>
      {fault && <p role="alert">{texts.signIn.faults[fault]}</p>}
    </>
  );
}
