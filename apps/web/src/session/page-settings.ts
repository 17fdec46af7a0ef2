import { CruddurError, untilAnswered } from '@cruddur/client';

/** The pool, and the way in which one signs in to it. */
export interface SignInSettings {
  kind: 'password' | 'srp' | 'hosted';
  /** Of the pool's calls; of its own pages, where one signs in on those. */
  endpoint: string;
  user_pool_id: string;
  client_id: string;
}

export interface DemoUser {
  email: string;
  handle: string;
  display_name: string;
}

/** What the gateway tells the page. */
export interface PageSettings {
  sign_in: SignInSettings;
  /** Null where there is nobody to try it as. */
  demo: { password: string; users: DemoUser[] } | null;
  /** Whether the health of the local stack can be asked for. */
  stack_status: boolean;
}

/** Waits for a service that is away. */
export function readPageSettings(): Promise<PageSettings> {
  return untilAnswered(async () => {
    const answer = await fetch('config.json').catch((cause: unknown) => {
      throw new CruddurError('no answer', { cause });
    });
    if (!answer.ok) throw new CruddurError(`config.json was answered ${answer.status}`);
    return (await answer.json()) as PageSettings;
  });
}
