import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { usersPaths } from '@app/common/contracts';
import { eventually } from '../../../test/support/eventually';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { migrate } from '../src/admin/migrate';
import { UsersStore } from '../src/directory/users.store';
import { createUsersApp } from './users-app';

describe('The users service', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    app = await createUsersApp(database.url);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const get = async (path: string): Promise<{ status: number; body: unknown }> => {
    const answer = await app.inject({ method: 'GET', url: path });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('answers a person for a Cognito id and for a handle', async () => {
    const londo = { handle: 'londo', displayName: 'Londo Mollari', email: 'londo@example.com' };
    const { uuid } = await app.get(UsersStore).register({ ...londo, cognitoUserId: 'sub-londo' });
    const answer = { status: 200, body: { uuid, handle: 'londo', displayName: 'Londo Mollari' } };

    expect(await get(usersPaths.byCognitoId('sub-londo'))).toEqual(answer);
    expect(await get(usersPaths.byHandle('londo'))).toEqual(answer);
  });

  it('answers what everybody may see of who has a handle, in any spelling of it', async () => {
    const store = app.get(UsersStore);
    const { uuid } = await store.register({ handle: 'Änne', displayName: 'Anne', email: 'anne@example.com' });
    const answer = { status: 200, body: { uuid, handle: 'Änne', displayName: 'Anne', bio: null } };

    expect(await get(usersPaths.publicProfile('a\u0308nne'))).toEqual(answer);

    await store.updateProfile(uuid, { displayName: 'Anne', bio: 'Cloud' });
    expect(await get(usersPaths.publicProfile('ÄNNE'))).toEqual({ ...answer, body: { ...answer.body, bio: 'Cloud' } });
  });

  it.each([
    ['an unknown one', 'nobody'],
    ['a NUL byte', 'a\0b'],
    ['half a surrogate pair', '\ud800'],
    ['a path', '../../health/live'],
    ['a query', 'a?b#c'],
    ['an emoji', '🛸'],
    ['SQL', `' OR 1=1 --`],
    ['the longest that fits a request', 'x'.repeat(15_000)],
  ])('answers user_not_found for %s', async (_, value) => {
    const answer = { status: 404, body: { codes: ['user_not_found'], detail: 'user_not_found' } };

    expect(await get(usersPaths.byHandle(value))).toEqual(answer);
    expect(await get(usersPaths.publicProfile(value))).toEqual(answer);
    expect(await get(usersPaths.byCognitoId(value))).toEqual(answer);
  });

  it('refuses what is no UTF-8 as a mistake of the caller', async () => {
    expect(await get('/users/by-handle/%ff')).toMatchObject({ status: 400 });
  });

  it('is ready while Postgres answers', async () => {
    await eventually(async () =>
      expect(await get('/health/ready')).toMatchObject({
        status: 200,
        body: { status: 'ok', checks: { postgres: 'ok' } },
      }),
    );
  });
});
