// Not by its name: an image has what is built of it here, and no package.
import { CruddurClient, CruddurError } from '../../../../libs/client/src';
import { appAddress } from '@local-stack/apps/app-ports';
import { portsOf } from '@local-stack/ports/ports';
import { loadStackConfig } from '@local-stack/settings/stack.config';
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
import { lineOfEvent } from './line-of-event';
import { WatchedGateway } from './watched-gateway';

export interface WatchOptions extends ReadOptions, PasswordOption {
  gateway?: string;
  since?: string;
}

/** Through the gateway, as any client: until Ctrl-C, or until nobody reads what is printed. */
export async function watchConversations(name: string, options: WatchOptions): Promise<void> {
  const { since, passwordFile, json } = options;
  const url = addressOf(options);
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

/** @throws CliError where it is not said, or cannot be one. */
function addressOf({ gateway, prod }: WatchOptions): string {
  if (gateway === undefined) {
    if (prod) throw new CliError('--prod wants --gateway: which gateway is asked?', { exitCode: EXIT.wrongUse });
    return appAddress(portsOf(loadStackConfig()), 'gateway');
  }
  if (URL.canParse(gateway) && /^https?:$/.test(new URL(gateway).protocol)) return gateway;
  throw new CliError(`--gateway is no address: ${gateway} (http://127.0.0.1:4567 is one)`, { exitCode: EXIT.wrongUse });
}

const refusalOf = (error: CruddurError): CliError =>
  new CliError(error.help ?? error.message, {
    cause: error,
    exitCode: error.status === 404 ? EXIT.notFound : EXIT.failed,
  });
