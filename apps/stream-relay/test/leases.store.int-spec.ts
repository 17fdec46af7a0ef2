import { CreateTableCommand, DeleteTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { services } from '../../../test/support/services';
import { uniqueName } from '../../../test/support/unique';
import { type Checkpoint, SHARD_END, TRIM_HORIZON } from '../src/leases/checkpoint';
import type { Lease, Progress } from '../src/leases/lease';
import { leaseTableDefinition } from '../src/leases/lease-table';
import { LeasesStore } from '../src/leases/leases.store';

const at = (checkpoint: Checkpoint): Progress => ({ checkpoint, coveredUntil: 6 });

describe('the leases', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const TableName = uniqueName('leases');
  const store = new LeasesStore(documents, { LEASE_TABLE_NAME: TableName });

  beforeAll(async () => {
    await documents.send(new CreateTableCommand(leaseTableDefinition(TableName)));
    await waitUntilTableExists({ client: documents, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName });
  });
  afterAll(async () => {
    await documents.send(new DeleteTableCommand({ TableName }));
    documents.destroy();
  });

  async function freshLease(): Promise<Lease> {
    const shard = { streamArn: uniqueName('stream'), shardId: 'shard' };
    await store.create(shard, 5);
    return (await store.ofStream(shard.streamArn))[0]!;
  }
  const stored = async ({ streamArn }: Lease): Promise<Lease | undefined> => (await store.ofStream(streamArn))[0];

  it('begin at the trim horizon without an owner, and are not begun twice', async () => {
    const lease = await freshLease();
    expect(lease).toMatchObject({ owner: undefined, checkpoint: TRIM_HORIZON, coveredUntil: 5 });
    const taken = await store.take(lease, 'one');
    await store.create(lease, 7);
    expect(await stored(lease)).toEqual(taken);
  });

  it('are taken by one alone of two that saw the same', async () => {
    const lease = await freshLease();
    const outcomes = await Promise.all([store.take(lease, 'one'), store.take(lease, 'two')]);
    expect(outcomes.filter(Boolean)).toEqual([await stored(lease)]);
  });

  it('save a checkpoint for their holder, and for nobody that they were taken from', async () => {
    const one = await store.take(await freshLease(), 'one');
    const renewed = await store.save(one!, at('17'));
    expect(await stored(one!)).toMatchObject({ owner: 'one', checkpoint: '17' });
    const two = await store.take(renewed!, 'two');
    expect(await store.save(renewed!, at('18'))).toBeUndefined();
    expect(await store.release(renewed!, at(SHARD_END))).toBeUndefined();
    expect(await stored(one!)).toEqual(two);
  });

  it('take a repeat of their own last write, whose answer was lost, for done', async () => {
    const one = await store.take(await freshLease(), 'one');
    const renewed = await store.save(one!, at('17'));
    expect(await store.save(one!, at('17'))).toMatchObject({ counter: renewed!.counter, checkpoint: '17' });
  });

  it('are free once they are released, with the checkpoint', async () => {
    const one = await store.take(await freshLease(), 'one');
    const released = await store.release(one!, at('17'));
    expect(await stored(one!)).toMatchObject({ owner: undefined, checkpoint: '17' });
    expect(await store.take(released!, 'two')).toMatchObject({ owner: 'two', checkpoint: '17' });
  });

  it('are forgotten only as they were seen', async () => {
    const lease = await freshLease();
    const taken = await store.take(lease, 'one');
    await store.delete(lease);
    expect(await stored(lease)).toEqual(taken);
    await store.delete(taken!);
    expect(await stored(lease)).toBeUndefined();
  });
});
