import { SignInFailed, type SignInFault } from '../session/session';
import { type Attempt, useAttemptToldBy } from '../ui/use-attempt';

/** Keeps what the pool does not like for the form to tell; all else that goes wrong means that the pool is not there. */
export const useFault = (): Attempt<SignInFault> => useAttemptToldBy(faultOf);

const faultOf = (error: unknown): SignInFault => (error instanceof SignInFailed ? error.fault : 'unavailable');
