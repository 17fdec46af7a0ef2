import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '@app/common/config';
import { describeWith } from '../../../test/support/describe-with';
import { eventually } from '../../../test/support/eventually';
import { POSTGRES_PASSWORD, SecuredPostgres } from '../../../test/support/secured-postgres';
import { migrate } from '../src/admin/migrate';
import { databaseVariables } from '../src/config/users.config';
import { createDatabase } from '../src/database/create-database';
import { createUsersApp } from './users-app';

/** What asks for TLS before anything else: a length of eight bytes, and the code of that request. */
const SSL_REQUEST = '0000000804d2162f';

describeWith(['openssl'], 'with a Postgres that speaks TLS, the users service', () => {
  let postgres: SecuredPostgres;
  let tap: Server;
  /** What clients have sent by way of the tap since the last question began. */
  let sent: Buffer;
  let app: NestFastifyApplication | undefined;

  beforeAll(async () => {
    postgres = await SecuredPostgres.start();
    const target = new URL(postgres.url({}));
    tap = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      client.on('data', (chunk) => (sent = Buffer.concat([sent, chunk])));
      client.pipe(server).pipe(client);
      for (const socket of [client, server])
        socket.on('error', () => void [client, server].forEach((each) => each.destroy()));
    });
    await once(tap.listen(0, '127.0.0.1'), 'listening');
  }, 180_000);
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await postgres.speakTls(true);
  });
  afterAll(async () => {
    await new Promise((closed) => tap.close(closed));
    await postgres.remove();
  });

  const tapped = (parameters: Record<string, string>): string =>
    postgres.url(parameters, `127.0.0.1:${(tap.address() as AddressInfo).port}`);
  const trusting = (sslrootcert: string) => ({ sslmode: 'verify-full', sslrootcert });

  /** Asks by one connection as the service makes them. */
  const askOnce = async (url: string): Promise<unknown> => {
    sent = Buffer.alloc(0);
    const database = createDatabase(loadConfig(databaseVariables, { DATABASE_URL: url }).DATABASE_URL, 1);
    const question = database.run((manager) => manager.query('SELECT current_user AS user'));
    return question.finally(() => database.close());
  };

  /** Until it is no longer that a connection took too long. */
  const ask = (url: string) => eventually(() => askOnce(url));
  const expectRefusal = (url: string, reason: RegExp) => eventually(() => expect(askOnce(url)).rejects.toThrow(reason));

  it('asks, migrates and listens by TLS alone where the authority is given', async () => {
    const url = postgres.url(trusting(postgres.authority));
    await migrate(url);
    app = await createUsersApp(url);

    const sessions = () =>
      postgres.administer(
        `SELECT DISTINCT application_name, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
         WHERE usename = 'tester' ORDER BY 1`,
      );
    await eventually(async () => {
      expect((await app!.inject('/health/ready')).json()).toMatchObject({ checks: { postgres: 'ok' } });
      expect(await sessions()).toEqual([
        { application_name: 'cruddur-users', ssl: true },
        { application_name: 'cruddur-users-outbox', ssl: true },
      ]);
    });
  });

  it('shows nobody on the way its password', async () => {
    expect(await ask(tapped(trusting(postgres.authority)))).toEqual([{ user: 'tester' }]);

    expect(sent.subarray(0, 8).toString('hex')).toBe(SSL_REQUEST);
    expect(sent.includes(POSTGRES_PASSWORD)).toBe(false);
  });

  it('would show it without TLS, which the address does not ask for by itself', async () => {
    expect(await ask(tapped({}))).toEqual([{ user: 'tester' }]);

    expect(sent.includes(POSTGRES_PASSWORD)).toBe(true);
  });

  it('refuses a server that another authority has signed, names the variable, and sends no password', async () => {
    const url = tapped(trusting(postgres.otherAuthority));
    await expectRefusal(url, /certificate.* \(see sslmode and sslrootcert in DATABASE_URL\)$/);
    app = await createUsersApp(url);

    await eventually(async () => {
      const health = await app!.inject('/health/ready');
      expect(health.statusCode).toBe(503);
      expect(health.json()).toMatchObject({
        checks: { postgres: expect.stringMatching(/certificate.*DATABASE_URL/) as string },
      });
    });
    expect(sent.includes(POSTGRES_PASSWORD)).toBe(false);
  });

  it('refuses a server by a name that its certificate does not have', async () => {
    const url = new URL(postgres.url(trusting(postgres.authority)));
    url.hostname = 'localhost';

    await expectRefusal(url.href, /altnames.*DATABASE_URL/);
  });

  it('refuses a server without TLS, names the variable, and sends nothing but the wish for it', async () => {
    await postgres.speakTls(false);

    await expectRefusal(tapped(trusting(postgres.authority)), /does not support SSL.*DATABASE_URL/);
    expect(sent.toString('hex')).toBe(SSL_REQUEST);
  });
});
