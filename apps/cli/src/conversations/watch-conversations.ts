// Not by its name: an image has what is built of it here, and no package.
import { CruddurClient, CruddurError } from '../../../../libs/client/src';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { normalHandle } from '@app/common/contracts';
import { DEMO_PASSWORD } from '../../../users/src/admin/demo-users';
import { UserPool } from '../../../users/src/admin/user-pool';
import { readPassword } from '../cognito/password-file';
import { answer } from '../output/output';
import { appClientId, withUserPool } from '../services/user-pool';
import type { PasswordOption, ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { gatewayAddress } from './gateway-address';
import { lineOfEvent } from './line-of-event';
import { WatchedGateway } from './watched-gateway';

export interface WatchOptions extends ReadOptions, PasswordOption {
  gateway?: string;
  since?: string;
}

/** Through the gateway, as any client: until Ctrl-C, or until nobody reads what is printed. */
export async function watchConversations(name: string, options: WatchOptions): Promise<void> {
  const { since, passwordFile, json } = options;
  const url = gatewayAddress(options);
  const handle = normalHandle(name);
  const password = passwordFile === undefined ? DEMO_PASSWORD : await readPassword(passwordFile);
  const target = await findTarget(options);
  await withUserPool(target, async (access) => {
    const pool = new UserPool(access.client, { ...access, clientId: await appClientId(target, access) });
    // Whoever is refused a token learns it at once; later on one is asked for until there is one.
    let first: string | undefined = await pool.accessToken(handle, password);
    const token = async (): Promise<string> => {
      const kept = first ?? (await pool.accessToken(handle, password));
      first = undefined;
      return kept;
    };
    const gateway = new WatchedGateway({ url, handle, since });
    const signal = AbortSignal.any([answer.unread, gateway.refused]);
    try {
      const events = new CruddurClient({ url, token }).events({
        ...{ since, signal },
        onDelayed: (error) => gateway.failed(error),
      });
      for await (const event of events) {
        gateway.answered();
        const line = json ? JSON.stringify(event) : lineOfEvent(event);
        if (line !== undefined) console.log(line);
      }
    } catch (error) {
      if (answer.unread.aborted) return;
      throw error instanceof CruddurError ? refusalOf(error) : error;
    }
  });
}

const refusalOf = (error: CruddurError): CliError =>
  new CliError(error.help ?? error.message, {
    cause: error,
    exitCode: error.status === 404 ? EXIT.notFound : EXIT.failed,
  });
