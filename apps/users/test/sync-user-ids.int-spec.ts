import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  type CognitoIdentityProviderClient,
  DeleteUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { range } from '../../../test/support/range';
import { services } from '../../../test/support/services';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { uniqueName } from '../../../test/support/unique';
import { createCognitoClient } from '../src/cognito/cognito-client';
import { findOrCreatePool } from '../src/admin/find-or-create-pool';
import { syncUserIds, type SyncOutcome } from '../src/admin/sync-user-ids';
import { migrate } from '../src/admin/migrate';
import { createUsersStore } from '../src/directory/users.store';
import { withDatabase } from '../src/admin/with-database';
import { ScriptedPool } from './scripted-pool';

const PEOPLE = 1_500;
const AT_ONCE = 8;

const countsOf = ({ updated, unchanged, poolOnly, usersOnly, conflicts, applied }: SyncOutcome) => ({
  updated: updated.length,
  unchanged: unchanged.length,
  poolOnly: poolOnly.length,
  usersOnly: usersOnly.length,
  conflicts: conflicts.length,
  applied,
});

describe('The sync of Cognito ids', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
  });

  afterEach(() => database.drop());

  const register = (handle: string, cognitoUserId?: string) =>
    withDatabase(database.url, (connected) =>
      createUsersStore(connected).register({
        handle,
        displayName: handle,
        email: `${handle}@example.com`,
        ...(cognitoUserId && { cognitoUserId }),
      }),
    );

  const registerMany = (count: number) =>
    database.query(
      `INSERT INTO users (handle, display_name, email)
       SELECT 'user' || i, 'User ' || i, 'user' || i || '@example.com' FROM generate_series(0, ${count - 1}) AS i`,
    );

  const links = async (): Promise<Record<string, unknown>> => {
    const rows = await database.query('SELECT handle, cognito_user_id FROM users ORDER BY handle');
    return Object.fromEntries(rows.map((row) => [String(row['handle']), row['cognito_user_id']]));
  };

  describe('with cognito-local', () => {
    const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
    let client: CognitoIdentityProviderClient;
    let userPoolId: string;

    beforeEach(async () => {
      client = createCognitoClient(cognito);
      ({ userPoolId } = await findOrCreatePool(client, uniqueName('cruddur')));
    });

    afterEach(async () => {
      await client.send(new DeleteUserPoolCommand({ UserPoolId: userPoolId }));
      client.destroy();
    });

    const addToPool = async (handle: string): Promise<void> => {
      const email = `${handle}@example.com`;
      await client.send(
        new AdminCreateUserCommand({
          UserPoolId: userPoolId,
          Username: email,
          MessageAction: 'SUPPRESS',
          UserAttributes: [
            { Name: 'email', Value: email },
            { Name: 'preferred_username', Value: handle },
          ],
        }),
      );
    };

    const sync = () => syncUserIds({ cognito, userPoolId, databaseUrl: database.url });

    it('links 1,500 users, once', async () => {
      await registerMany(PEOPLE);
      const todo = range(PEOPLE);
      const worker = async (): Promise<void> => {
        for (let i = todo.pop(); i !== undefined; i = todo.pop()) await addToPool(`user${i}`);
      };
      await Promise.all(range(AT_ONCE).map(worker));
      await addToPool('stranger');
      await register('newcomer');

      const none = { poolOnly: 1, usersOnly: 1, conflicts: 0, applied: true };
      expect(countsOf(await sync())).toEqual({ ...none, updated: PEOPLE, unchanged: 0 });
      const { newcomer, ...linked } = await links();
      expect(newcomer).toBeNull();
      expect(new Set(Object.values(linked)).size).toBe(PEOPLE);

      expect(countsOf(await sync())).toEqual({ ...none, updated: 0, unchanged: PEOPLE });
    }, 180_000);

    it('finds nobody in an empty pool', async () => {
      await register('londo');

      expect(countsOf(await sync())).toMatchObject({ updated: 0, usersOnly: 1, applied: true });
    });
  });

  describe('with a pool that gives a page at a time', () => {
    let pool: ScriptedPool;
    let endpoint: string;

    afterEach(() => pool.close());

    const serve = async (...entries: [sub: string, handle?: string][]): Promise<void> => {
      pool = new ScriptedPool(
        entries.map(([sub, handle]) => [
          { Name: 'sub', Value: sub },
          ...(handle === undefined ? [] : [{ Name: 'preferred_username', Value: handle }]),
        ]),
      );
      endpoint = await pool.listen();
    };

    const sync = (options: { dryRun?: boolean; skipConflicts?: boolean; progress?: (read: number) => void } = {}) =>
      syncUserIds({
        cognito: { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: endpoint },
        userPoolId: 'us-east-1_pool',
        databaseUrl: database.url,
        ...options,
      });

    it('reads all pages, tells how far it is, and waits when the pool asks for it', async () => {
      await registerMany(PEOPLE);
      const subs = range(PEOPLE).map(() => randomUUID());
      await serve(...subs.map((sub, i): [string, string] => [sub, `user${i}`]));
      pool.refusals.push('TooManyRequestsException', 'TooManyRequestsException');
      const read: number[] = [];

      const outcome = await sync({ progress: (count) => read.push(count) });

      expect(countsOf(outcome)).toMatchObject({ updated: PEOPLE, applied: true });
      expect(read).toEqual(range(25).map((i) => (i + 1) * 60));
      expect(pool.requests).toHaveLength(27);
      expect(await links()).toMatchObject({ user0: subs[0], user60: subs[60], user1499: subs[1499] });
    });

    it('gives up on a pool that refuses it, and leaves everybody as they were', async () => {
      await register('londo');
      await serve(['s1', 'londo']);
      pool.refusals.push('ResourceNotFoundException');

      await expect(sync()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      expect(await links()).toEqual({ londo: null });
    });

    it('only tells what it would do in a dry run', async () => {
      await register('londo');
      await register('vir', 'lost');
      await serve(['s1', 'londo'], ['s2', 'vir']);

      expect(await sync({ dryRun: true })).toMatchObject({
        updated: [
          { handle: 'londo', cognitoUserId: null, newCognitoUserId: 's1' },
          { handle: 'vir', cognitoUserId: 'lost', newCognitoUserId: 's2' },
        ],
        applied: false,
      });
      expect(await links()).toEqual({ londo: null, vir: 'lost' });
    });

    it('changes nothing on a conflict, unless it is told to leave those in conflict alone', async () => {
      await register('londo');
      await register('vir');
      await serve(['s1', 'londo'], ['s2', 'LONDO'], ['s3', 'vir'], ['s4']);

      const refused = await sync();
      expect(countsOf(refused)).toEqual({
        updated: 1,
        unchanged: 0,
        poolOnly: 1,
        usersOnly: 0,
        conflicts: 1,
        applied: false,
      });
      expect(refused.conflicts).toMatchObject([
        { user: { handle: 'londo' }, reason: 'handle_of_several', claimants: [{ sub: 's1' }, { sub: 's2' }] },
      ]);
      expect(await links()).toEqual({ londo: null, vir: null });

      expect(countsOf(await sync({ skipConflicts: true }))).toMatchObject({ updated: 1, conflicts: 1, applied: true });
      expect(await links()).toEqual({ londo: null, vir: 's3' });
    });

    it('tells nobody of it, since others do not see these ids', async () => {
      await register('londo');
      await database.query('DELETE FROM outbox');
      await serve(['s1', 'londo']);

      await sync();

      expect(await database.query('SELECT * FROM outbox')).toEqual([]);
      expect(await database.query('SELECT version FROM users')).toEqual([{ version: 1 }]);
    });
  });
});
