import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { usersPaths } from '@app/common/contracts';
import { eventually } from '../../../test/support/eventually';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { migrate } from '../src/admin/migrate';
import { createUsersApp } from './users-app';

/** The time limit of the services that ask this one. */
const CALLERS_WAIT_MS = 13_000;

describe('While Postgres is away, the users service', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrate(database.url);
    proxy = new TcpProxy(new URL(database.url));
    await proxy.open();
    await proxy.cut();
    app = await createUsersApp(proxy.url);
  });

  afterAll(async () => {
    await app.close();
    await proxy.cut();
    await database.drop();
  });

  const lookUp = async (): Promise<{ status: number; codes: unknown }> => {
    const answer = await app.inject({ method: 'GET', url: usersPaths.byHandle('nobody') });
    return { status: answer.statusCode, codes: answer.json<{ codes: unknown }>().codes };
  };

  const unavailable = { status: 503, codes: ['service_unavailable'] };
  const answered = { status: 404, codes: ['user_not_found'] };

  it('starts, says so, and works as soon as Postgres is there', async () => {
    expect(await lookUp()).toEqual(unavailable);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    await eventually(async () =>
      expect((await app.inject('/health/ready')).json()).toMatchObject({
        checks: { postgres: 'Postgres does not answer' },
      }),
    );

    await proxy.open();
    await eventually(async () => expect(await lookUp()).toEqual(answered));
    await eventually(async () => expect((await app.inject('/health/ready')).statusCode).toBe(200));
  });

  it('answers service_unavailable when its connections break, and recovers by itself', async () => {
    await proxy.cut();
    expect(await lookUp()).toEqual(unavailable);

    await proxy.open();
    await eventually(async () => expect(await lookUp()).toEqual(answered));
  });

  it('does not wait longer for a silent Postgres than its callers do', async () => {
    expect(await lookUp()).toEqual(answered);
    proxy.freeze();
    const asked = performance.now();
    expect(await lookUp()).toEqual(unavailable);
    expect(performance.now() - asked).toBeLessThan(CALLERS_WAIT_MS);

    proxy.thaw();
    await eventually(async () => expect(await lookUp()).toEqual(answered));
  });

  it('answers service_unavailable when the server ends its sessions, and recovers by itself', async () => {
    const others = 'datname = current_database() AND pid <> pg_backend_pid()';
    expect(await lookUp()).toEqual(answered);

    const ended = await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);

    expect(ended.length).toBeGreaterThan(0);
    await eventually(async () => {
      const answer = await lookUp();
      expect(answer.status).not.toBe(500);
      expect(answer).toEqual(answered);
    });
  });
});
