import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import {
  RelayAdminModule,
  type RelayStatus,
  RelayStatusReader,
} from '../../../stream-relay/src/admin/relay-admin.module';
import { isMissing } from '../../../stream-relay/src/admin/shards';
import { withStores } from '../services/dynamodb';
import type { Target } from '../where/target';

export const readRelayStatus = (target: Target): Promise<RelayStatus> =>
  withStores(target, RelayAdminModule.register(target), async (app) => {
    const { TABLE_NAME, LEASE_TABLE_NAME } = target;
    const status = await app
      .get(RelayStatusReader)
      .read()
      .catch((error: unknown) => {
        throw isMissing(error) ? notFound(`there is no table ${TABLE_NAME} or ${LEASE_TABLE_NAME}`, 'create') : error;
      });
    if (status.shards.length > 0) return status;
    throw notFound(`there is no table ${TABLE_NAME}, or it has no stream`, 'create --mend');
  });

const notFound = (message: string, remedy: string): CliError =>
  new CliError(`${message}: cruddur table ${remedy} makes both`, { exitCode: EXIT.notFound });
