import { randomUUID } from 'node:crypto';
import { DeleteUserPoolCommand, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { services } from '../../../test/support/services';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { uniqueName } from '../../../test/support/unique';
import { accessToken } from '../src/admin/access-token';
import { seedUserPool } from '../src/admin/seed-user-pool';
import type { UserPoolIds } from '../src/admin/user-pool';
import { withCognito } from '../src/admin/with-cognito';
import { DEMO_PASSWORD, DEMO_USERS } from '../src/admin/demo-users';
import { migrate } from '../src/admin/migrate';
import { seedUsers } from '../src/admin/seed-users';

describe('The demo users', () => {
  const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
  const poolName = uniqueName('cruddur');
  let database: TestDatabase;
  let ids: UserPoolIds;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    await seedUsers(database.url);
    ids = await seedUserPool(cognito, poolName, database.url);
  });

  afterAll(async () => {
    await withCognito(cognito, (client) => client.send(new DeleteUserPoolCommand({ UserPoolId: ids.userPoolId })));
    await database.drop();
  });

  const rows = () => database.query('SELECT * FROM users ORDER BY handle');

  const poolUsers = async () => {
    const { Users } = await withCognito(cognito, (client) =>
      client.send(new ListUsersCommand({ UserPoolId: ids.userPoolId })),
    );
    return Users?.map(({ Username, UserStatus, Attributes }) => ({ Username, UserStatus, Attributes }));
  };

  const claimsOf = async (handleOrEmail: string) =>
    decomposeUnverifiedJwt(await accessToken(cognito, ids, handleOrEmail, DEMO_PASSWORD)).payload;

  it('are in Postgres and in the user pool, linked by the id that the pool gave them', async () => {
    const stored = await rows();

    expect(stored.map((row) => row['handle'])).toEqual(['altbrown', 'andrewbrown', 'bayko', 'londo']);
    for (const { cognito_user_id, handle } of stored) {
      expect(await claimsOf(String(handle))).toMatchObject({ sub: cognito_user_id });
    }
  });

  it('change nothing when they are seeded again', async () => {
    const before = { rows: await rows(), pool: await poolUsers() };

    await seedUsers(database.url);
    expect(await seedUserPool(cognito, poolName, database.url)).toEqual(ids);

    expect({ rows: await rows(), pool: await poolUsers() }).toEqual(before);
    expect(before.pool).toHaveLength(DEMO_USERS.length);
  });

  it('sign in by handle or by email, and get an access token for the app client', async () => {
    const claims = {
      token_use: 'access',
      client_id: ids.clientId,
      iss: expect.stringContaining(ids.userPoolId) as string,
    };

    expect(await claimsOf('bayko')).toMatchObject(claims);
    expect(await claimsOf('bayko@example.com')).toMatchObject({ ...claims, sub: (await claimsOf('bayko')).sub });
  });

  it('get a token for an hour, since one cannot be taken back', async () => {
    const { iat, exp } = await claimsOf('bayko');
    expect(Number(exp) - Number(iat)).toBe(3_600);
  });

  it('do not sign in with a wrong password, nor under a name that the pool does not know', async () => {
    const signIn = (handle: string, password: string) => accessToken(cognito, ids, handle, password);

    await expect(signIn('bayko', 'wrong')).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(signIn('nobody@example.com', DEMO_PASSWORD)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(signIn('nobody', DEMO_PASSWORD)).rejects.toMatchObject({ code: 'user_not_found' });
    await expect(signIn(`" or "\\`, DEMO_PASSWORD)).rejects.toMatchObject({ code: 'user_not_found' });
  });

  it('are linked again when the pool was lost', async () => {
    const lost = randomUUID();
    await database.query(`UPDATE users SET cognito_user_id = '${lost}' WHERE handle = 'londo'`);

    await seedUserPool(cognito, poolName, database.url);

    expect((await rows()).map((row) => row['cognito_user_id'])).not.toContain(lost);
    expect(await claimsOf('londo')).toMatchObject({
      sub: (await rows()).find((row) => row['handle'] === 'londo')?.['cognito_user_id'],
    });
  });
});
