import { createDocumentClient, createLeanStreamsClient } from '@app/common/dynamodb';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { LeasesStore } from '../../../stream-relay/src/leases/leases.store';
import { type RelayStatus, RelayStatusReader } from '../../../stream-relay/src/relay-status';
import { GapsStore } from '../../../stream-relay/src/repair/gaps.store';
import { isMissing, TableStreams } from '../../../stream-relay/src/stream/table-streams';
import { withDynamoDb } from '../services/dynamodb';
import type { Target } from '../where/target';

export const readRelayStatus = (target: Target): Promise<RelayStatus> =>
  withDynamoDb(target, createLeanStreamsClient, (streams) =>
    withDynamoDb(target, createDocumentClient, async (documents) => {
      const { TABLE_NAME, LEASE_TABLE_NAME } = target;
      const leases = new LeasesStore(documents, LEASE_TABLE_NAME);
      const gaps = new GapsStore(documents, LEASE_TABLE_NAME);
      const status = await new RelayStatusReader(new TableStreams(streams, TABLE_NAME), leases, gaps)
        .read()
        .catch((error: unknown) => {
          throw isMissing(error) ? notFound(`there is no table ${TABLE_NAME} or ${LEASE_TABLE_NAME}`, 'create') : error;
        });
      if (status.shards.length === 0)
        throw notFound(`there is no table ${TABLE_NAME}, or it has no stream`, 'create --mend');
      return status;
    }),
  );

const notFound = (message: string, remedy: string): CliError =>
  new CliError(`${message}: cruddur table ${remedy} makes both`, { exitCode: EXIT.notFound });
