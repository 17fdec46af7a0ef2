import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MAX_PEOPLE, people, type Person, usersPaths } from '@app/common/contracts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { migrate } from '../src/admin/migrate';
import { Database } from '../src/database/database';
import { usersByPrefix } from '../src/directory/handle-queries';
import { UsersStore } from '../src/directory/users.store';
import { createUsersApp } from './users-app';

const NOBODY = randomUUID();

describe.each([
  ['the locale of the cluster', ''],
  ['the rules of Turkish', `TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'`],
])('People whose handle begins with a prefix, in a database with %s,', (_, options) => {
  let database: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase(options);
    await migrate(database.url);
    app = await createUsersApp(database.url);
    for (const handle of [
      'Änne',
      'Anna',
      'ANTON',
      'anne',
      'a_b',
      'acb',
      'a%b',
      'a\\b',
      'straße',
      'Strasse-2',
      'ilker',
    ]) {
      await register(handle);
    }
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const register = (handle: string): Promise<Person> =>
    app.get(UsersStore).register({ handle, displayName: `The ${handle}`, email: null });

  const ask = async (query: Record<string, string>) => {
    const search = new URLSearchParams({ readerUuid: NOBODY, ...query }).toString();
    const answer = await app.inject(`${usersPaths.byPrefix}?${search}`);
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };

  const handlesWith = async (prefix: string, query: Record<string, string> = {}): Promise<string[]> => {
    const { status, body } = await ask({ prefix, ...query });
    expect(status).toBe(200);
    return people.parse(body).map(({ handle }) => handle);
  };

  it('are told by uuid, handle and name, and no more', async () => {
    const { uuid } = await register('zathras');

    expect((await ask({ prefix: 'zath' })).body).toEqual([{ uuid, handle: 'zathras', displayName: 'The zathras' }]);
  });

  it.each([
    ['in another case', 'AN', ['Anna', 'anne', 'ANTON']],
    ['the whole of it', 'anne', ['anne']],
    ['in another case of another letter', 'ä', ['Änne']],
    ['in another composition', 'A\u0308n', ['Änne']],
    ['that is folded into more letters', 'STRASS', ['straße', 'Strasse-2']],
    ['that unfolds what is written as one letter', 'straß', ['straße', 'Strasse-2']],
    ['with an i, whatever the language', 'I', ['ilker']],
    ['that stands in the middle', 'nne', []],
    ['that only a name begins with', 'The', []],
  ])('are found by one %s', async (_what, prefix, handles) => {
    expect(await handlesWith(prefix)).toEqual(handles);
  });

  it.each([
    ['_', 'a_', ['a_b']],
    ['%', 'a%', ['a%b']],
    ['a backslash', 'a\\', ['a\\b']],
    ['% alone', '%', []],
    ['a backslash before %', '\\%', []],
  ])('are not found by %s as a wildcard', async (_what, prefix, handles) => {
    expect(await handlesWith(prefix)).toEqual(handles);
  });

  it('stand in the order of the identity of their handles, as many as are asked for', async () => {
    expect(await handlesWith('a')).toEqual(['a%b', 'a\\b', 'a_b', 'acb', 'Anna', 'anne', 'ANTON']);
    expect(await handlesWith('a', { limit: '2' })).toEqual(['a%b', 'a\\b']);
  });

  it('are without the one who asks', async () => {
    const { uuid } = await register('vir');
    await register('vir-2');

    expect(await handlesWith('vir', { readerUuid: uuid })).toEqual(['vir-2']);
  });

  it.each([
    ['no prefix', {}],
    ['a blank one', { prefix: '' }],
    ['a NUL', { prefix: 'a\0' }],
    ['a blank', { prefix: 'a b' }],
    ['what is too long', { prefix: 'a'.repeat(129) }],
    ['a limit of nobody', { prefix: 'a', limit: '0' }],
    ['a limit beyond the highest', { prefix: 'a', limit: String(MAX_PEOPLE + 1) }],
    ['a reader who cannot be', { prefix: 'a', readerUuid: 'x' }],
  ])('are not asked for with %s', async (_what, query: Record<string, string>) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { codes: ['request_malformed'] } });
  });

  describe('among thousands', () => {
    beforeAll(async () => {
      await database.query(`
        INSERT INTO users (handle, display_name)
        SELECT 'crowd-' || lpad(n::text, 4, '0'), 'x' FROM generate_series(1, 5000) AS n`);
      await database.query('ANALYZE users');
    });

    it.each([
      ['everybody', 'c'],
      ['some', 'CROWD-12'],
      ['one', 'crowd-1234'],
      ['nobody', 'crowe'],
      ['one by a wildcard that is none', 'a_'],
    ])('are read through the index of handles alone where the prefix is that of %s', async (_what, prefix) => {
      const plan = await app.get(Database).run((manager) => {
        const query = usersByPrefix(manager, { prefix, readerUuid: NOBODY, limit: MAX_PEOPLE });
        const [sql, parameters] = query.getQueryAndParameters();
        return manager.query<object[]>(`EXPLAIN ${sql}`, parameters);
      });

      expect(JSON.stringify(plan)).toMatch(/users_handle_key.*Index Cond: .* >= .* < /);
      expect(JSON.stringify(plan)).not.toContain('Seq Scan');
    });

    it('are as many as there may be at most, where nothing is said', async () => {
      const handles = await handlesWith('crowd');
      expect(handles).toHaveLength(MAX_PEOPLE);
      expect([handles[0], handles.at(-1)]).toEqual(['crowd-0001', 'crowd-0020']);
    });
  });
});
