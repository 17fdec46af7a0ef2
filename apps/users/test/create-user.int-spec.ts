import { DeleteUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { services } from '../../../test/support/services';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { uniqueName } from '../../../test/support/unique';
import { accessToken } from '../src/admin/access-token';
import { createUser } from '../src/admin/create-user';
import { findOrCreatePool } from '../src/admin/find-or-create-pool';
import { readPool } from '../src/admin/read-pool';
import type { UserPoolIds } from '../src/admin/user-pool';
import { withCognito } from '../src/admin/with-cognito';
import { migrate } from '../src/admin/migrate';

const PASSWORD = 'Babylon-5-station';

describe('A user who is created by hand', () => {
  const cognito = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: services().COGNITO_ENDPOINT };
  let database: TestDatabase;
  let ids: UserPoolIds;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    ids = await withCognito(cognito, (client) => findOrCreatePool(client, uniqueName('cruddur')));
  });

  afterAll(async () => {
    await withCognito(cognito, (client) => client.send(new DeleteUserPoolCommand({ UserPoolId: ids.userPoolId })));
    await database.drop();
  });

  const create = (handle: string, given: { email?: string; displayName?: string } = {}) =>
    createUser({
      cognito,
      ids,
      databaseUrl: database.url,
      user: { handle, displayName: `The ${handle}`, email: `${handle}@example.com`, ...given },
      password: PASSWORD,
    });

  const inPool = () => readPool({ cognito, userPoolId: ids.userPoolId });

  it('is in the pool and here, and can sign in at once', async () => {
    const person = await create('delenn');

    expect(person).toMatchObject({ handle: 'delenn', displayName: 'The delenn' });
    const { sub } = decomposeUnverifiedJwt(await accessToken(cognito, ids, 'delenn', PASSWORD)).payload;
    expect(await database.query('SELECT uuid, cognito_user_id FROM users')).toEqual([
      { uuid: person.uuid, cognito_user_id: sub },
    ]);
    expect(await inPool()).toEqual([
      {
        sub,
        handle: 'delenn',
        displayName: 'The delenn',
        email: 'delenn@example.com',
        status: 'CONFIRMED',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      },
    ]);
  });

  it.each([
    ['under a handle that is taken', 'handle_taken', 'Londo', {}],
    ['with an address that is taken', 'email_taken', 'vir', { email: 'londo@example.com' }],
    ['without a name', 'display_name_blank', 'vir', { displayName: ' ' }],
  ])('is nowhere when they are refused %s', async (_, code, handle, given) => {
    await create('londo', { email: 'londo@example.com' }).catch(() => undefined);
    const before = await inPool();

    await expect(create(handle, { email: 'other@example.com', ...given })).rejects.toMatchObject({ code });

    expect(await inPool()).toEqual(before);
    expect(await database.query(`SELECT * FROM users WHERE handle = 'vir' OR email = 'other@example.com'`)).toEqual([]);
  });
});
