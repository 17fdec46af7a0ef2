// Not by its name: an image has what is built of it here, and no package.
import { CruddurClient, CruddurError } from '../../../../libs/client/src';
import { appAddress } from '@local-stack/apps/app-ports';
import { portsOf } from '@local-stack/ports/ports';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { normalHandle } from '@app/common/contracts';
import { DEMO_PASSWORD } from '../../../users/src/admin/demo-users';
import { UserPool } from '../../../users/src/admin/user-pool';
import { readPassword } from '../cognito/password-file';
import { answer } from '../output/output';
import { appClientId, withUserPool } from '../services/user-pool';
import type { PasswordOption, ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { lineOfEvent } from './line-of-event';

export interface WatchOptions extends ReadOptions, PasswordOption {
  gateway?: string;
  since?: string;
}

/** Through the gateway, as any client: until Ctrl-C, or until nobody reads what is printed. */
export async function watchConversations(handle: string, options: WatchOptions): Promise<void> {
  const { gateway, since, passwordFile, json } = options;
  const url = gateway ?? appAddress(portsOf(loadStackConfig()), 'gateway');
  const password = passwordFile === undefined ? DEMO_PASSWORD : await readPassword(passwordFile);
  const target = await findTarget(options);
  await withUserPool(target, async (access) => {
    const pool = new UserPool(access.client, { ...access, clientId: await appClientId(target, access) });
    const client = new CruddurClient({ url, token: () => pool.accessToken(normalHandle(handle), password) });
    const onDelayed = (error: CruddurError): void => note(`goes on after: ${error.help ?? error.message}`);
    try {
      for await (const event of client.events({ since, signal: answer.unread, onDelayed })) {
        const line = json ? JSON.stringify(event) : lineOfEvent(event);
        if (line !== undefined) console.log(line);
      }
    } catch (error) {
      throw error instanceof CruddurError ? refusalOf(error) : error;
    }
  });
}

const refusalOf = (error: CruddurError): CliError =>
  new CliError(error.help ?? error.message, {
    cause: error,
    exitCode: error.status === 404 ? EXIT.notFound : EXIT.failed,
  });
