import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { MessagingModule, ReportsService, UserDirectory } from '../../../messages/src/admin/messaging';
import { withStores } from '../services/dynamodb';
import type { Target } from '../where/target';

export type { Report } from '../../../messages/src/admin/messaging';

/** Reports name people as they were called then: nobody is looked up. */
const NOBODY = {
  provide: UserDirectory,
  useValue: { byHandle: () => Promise.resolve(undefined) } satisfies UserDirectory,
};

/** Lends the messages app's own reports on the target's table. */
export const withReports = <Answer>(
  target: Target,
  work: (reports: ReportsService) => Promise<Answer>,
): Promise<Answer> =>
  withStores(target, MessagingModule.register(target, [NOBODY]), (app) => work(app.get(ReportsService)));

export const noSuchReport = (uuid: string): CliError =>
  new CliError(`there is no report ${uuid}`, { exitCode: EXIT.notFound });
