import { eventually } from '../../../test/support/eventually';
import { SecuredPostgres } from '../../../test/support/secured-postgres';
import { migrate } from '../src/admin/migrate';
import { Database } from '../src/database/database';
import { createUsersApp } from './users-app';

const PEOPLE = ['vir-cotto', 'lennier', 'Vir Cotto', 'vir@example.com'];

describe("Postgres' log", () => {
  let server: SecuredPostgres;

  beforeAll(async () => {
    server = await SecuredPostgres.start();
  });
  afterAll(() => server.remove());

  it('says that a sign-up met another, that a value was refused and that a write was cut off, and not whose', async () => {
    const url = server.url({});
    await migrate(url);
    const app = await createUsersApp(url);
    const signUp = (sub: string, handle: string, email: string) =>
      app.inject({
        method: 'POST',
        url: '/2015-03-31/functions/cruddur-post-confirmation/invocations',
        headers: { 'content-type': 'application/json' },
        payload: {
          version: '1',
          triggerSource: 'PostConfirmation_ConfirmSignUp',
          request: { userAttributes: { sub, preferred_username: handle, name: 'Vir Cotto', email } },
        },
      });
    await signUp('sub-1', 'vir-cotto', 'vir@example.com');
    const again = await Promise.all([
      signUp('sub-2', 'vir-cotto', 'other@example.com'),
      signUp('sub-3', 'lennier', 'vir@example.com'),
    ]);
    expect(again.map((answer) => answer.json<{ errorType: string }>().errorType)).toEqual([
      'handle_taken',
      'email_taken',
    ]);
    const database = app.get(Database);
    await expect(
      database.run((manager) => manager.query('UPDATE users SET uuid = NULL WHERE handle = $1', ['vir-cotto'])),
    ).rejects.toThrow('null value');
    await expect(server.administer(`UPDATE users SET no_such_field = 1 WHERE handle = 'vir-cotto'`)).rejects.toThrow(
      'no_such_field',
    );
    await app.close();
    await eventually(async () => {
      const log = await server.log();
      expect(log).toContain('users_handle');
      expect(log).toContain('users_email');
      expect(log).toContain('null value in column "uuid"');
      expect(log).toContain('no_such_field');
    });
    const log = await server.log();
    expect(PEOPLE.filter((each) => log.includes(each))).toEqual([]);
  });
});
