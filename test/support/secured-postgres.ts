import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, openSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { postgres } from '../../local-stack/backing/local/postgres';
import { probePostgres } from '../../local-stack/backing/probes';
import { freePort } from '../../local-stack/ports/free-port';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { makeCertificates } from './certificates';
import { eventually } from './eventually';
import { uniqueName } from './unique';

const START_LIMIT_MS = 120_000;
const USER = 'tester';

export const POSTGRES_PASSWORD = 'right-password';

/**
 * A Postgres at 127.0.0.1 that speaks TLS where it is asked to, with a certificate of an authority of its own, and wants a
 * password, which it has sent to it as it is. It is always a process of this machine.
 */
export class SecuredPostgres {
  private constructor(
    private readonly port: number,
    private readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(): Promise<SecuredPostgres> {
    const folder = join(STATE_FOLDER, uniqueName('secured-postgres'));
    const dataFolder = join(folder, 'data');
    const port = await freePort();
    const { command, args, prepare } = postgres({ dataFolder, port, usersPort: 0, jars: '' });
    await prepare?.();
    makeCertificates(folder);
    const log = openSync(join(folder, 'log'), 'a');
    const secured = new SecuredPostgres(port, folder, spawn(command, args, { stdio: ['ignore', log, log] }));
    closeSync(log);
    await eventually(() => probePostgres(secured.administration), START_LIMIT_MS);
    // The server reads its key as the user who owns its data, and lets nobody else read it.
    const { uid, gid } = statSync(dataFolder);
    chownSync(join(folder, 'server.key'), uid, gid);
    await secured.administer(
      `CREATE ROLE ${USER} SUPERUSER LOGIN PASSWORD ${escapeLiteral(POSTGRES_PASSWORD)}`,
      `ALTER SYSTEM SET ssl_cert_file = ${escapeLiteral(join(folder, 'server.pem'))}`,
      `ALTER SYSTEM SET ssl_key_file = ${escapeLiteral(join(folder, 'server.key'))}`,
    );
    await secured.speakTls(true);
    return secured;
  }

  /** The address of the database, as a user with a password has it. */
  url(parameters: Record<string, string>, host = `127.0.0.1:${this.port}`): string {
    return `postgres://${USER}:${POSTGRES_PASSWORD}@${host}/cruddur?${new URLSearchParams(parameters).toString()}`;
  }

  /** What the server has logged. */
  log(): Promise<string> {
    return readFile(join(this.folder, 'log'), 'utf8');
  }

  /** Of the authority that signed the server's certificate. */
  get authority(): string {
    return join(this.folder, 'ca.pem');
  }

  /** Of an authority that nobody here has asked for anything. */
  get otherAuthority(): string {
    return join(this.folder, 'other-ca.pem');
  }

  /** Resolves when new connections find it so. */
  async speakTls(isOn: boolean): Promise<void> {
    await this.administer(`ALTER SYSTEM SET ssl = ${isOn}`, 'SELECT pg_reload_conf()');
    await eventually(async () => {
      const [{ ssl } = {}] = await this.administer('SHOW ssl');
      if (ssl !== (isOn ? 'on' : 'off')) throw new Error(`ssl is ${String(ssl)} still`);
    });
  }

  /** @returns the rows of the last statement. */
  async administer(...statements: string[]): Promise<Record<string, unknown>[]> {
    const client = new Client(this.administration);
    await client.connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Postgres itself ends before the process that has started it. */
  async remove(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  private get administration(): string {
    return `postgres://cruddur:cruddur@127.0.0.1:${this.port}/cruddur`;
  }
}
