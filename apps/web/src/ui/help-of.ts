import { CruddurError } from '@cruddur/client';
import { texts } from '../texts';

/** What to tell a person of a failure. */
export function helpOf(error: unknown): string {
  if (!(error instanceof CruddurError)) return texts.alerts.fault;
  return error.help ?? (error.status === 0 ? texts.alerts.noAnswer : texts.alerts.fault);
}
