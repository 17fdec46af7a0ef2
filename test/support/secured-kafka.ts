import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideJars } from '../../local-stack/backing/local/jars';
import { kafka } from '../../local-stack/backing/local/kafka';
import { probeKafka } from '../../local-stack/backing/probes';
import { freePorts } from '../../local-stack/ports/free-port';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { runCommand } from '../../local-stack/system/run-command';
import { makeCertificates } from './certificates';
import { eventually } from './eventually';
import { uniqueName } from './unique';

const START_LIMIT_MS = 120_000;
const TOOL = 'kafka.tools.StorageTool';
const CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';
const STORE_PASSWORD = 'store-password';

export const KAFKA_PASSWORD = 'right-password';

/**
 * A broker that speaks TLS, with a certificate of an authority of its own, wants SCRAM's proof of a password, and lets its
 * users do only what an ACL allows. By its plain address, which is for setting it up, everything is allowed.
 */
export class SecuredKafka {
  private constructor(
    readonly brokers: string,
    readonly plain: string,
    private readonly folder: string,
    private readonly broker: ChildProcess,
  ) {}

  static async start(users: string[]): Promise<SecuredKafka> {
    const jars = await provideJars((line) => console.info(line));
    const [port, plainPort] = (await freePorts(2)) as [number, number];
    const folder = join(STATE_FOLDER, uniqueName('secured-kafka'));
    const { command, args, prepare } = kafka({ dataFolder: folder, port, usersPort: 0, jars });
    await prepare?.();
    makeCertificates(folder);
    makeKeyStore(folder);
    const properties = join(folder, 'server.properties');
    writeFileSync(properties, secured(readFileSync(properties, 'utf8'), folder, plainPort));
    await formatWithUsers(users, { folder, properties, java: command, tool: [...args.slice(0, -2), TOOL] });
    const broker = spawn(command, args, { stdio: 'ignore', cwd: folder });
    const plain = `127.0.0.1:${plainPort}`;
    await eventually(() => probeKafka(plain), START_LIMIT_MS);
    return new SecuredKafka(`127.0.0.1:${port}`, plain, folder, broker);
  }

  /** Of the authority that signed the broker's certificate. */
  get authority(): string {
    return join(this.folder, 'ca.pem');
  }

  /** Of an authority that nobody here has asked for anything. */
  get otherAuthority(): string {
    return join(this.folder, 'other-ca.pem');
  }

  async remove(): Promise<void> {
    this.broker.kill('SIGKILL');
    await once(this.broker, 'exit');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The server's key and certificate, as Kafka reads them. */
function makeKeyStore(folder: string): void {
  const files = ['-in', 'server.pem', '-inkey', 'server.key', '-out', 'server.p12'];
  const args = ['pkcs12', '-export', ...files, '-passout', `pass:${STORE_PASSWORD}`];
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
}

interface Storage {
  folder: string;
  properties: string;
  java: string;
  tool: string[];
}

/** A broker's log says, from its creation on, which users may sign in. */
async function formatWithUsers(users: string[], { folder, properties, java, tool }: Storage): Promise<void> {
  await rm(join(folder, 'log'), { recursive: true });
  const scram = users.flatMap((name) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((each) => [
      '--add-scram',
      `${each}=[name=${name},password=${KAFKA_PASSWORD}]`,
    ]),
  );
  await runCommand(java, [...tool, 'format', '-t', CLUSTER_ID, '-c', properties, ...scram], { folder });
}

/** The listener of clients becomes a secured one; the broker itself, and who sets up its users, have another. */
const secured = (properties: string, folder: string, plainPort: number): string =>
  properties
    .replace(/^listeners=PLAINTEXT:(.*)$/m, `listeners=SECURED:$1,PLAIN://127.0.0.1:${plainPort}`)
    .replace(
      /^advertised\.listeners=PLAINTEXT:(.*)$/m,
      `advertised.listeners=SECURED:$1,PLAIN://127.0.0.1:${plainPort}`,
    )
    .replace(
      /^listener\.security\.protocol\.map=.*$/m,
      'listener.security.protocol.map=SECURED:SASL_SSL,PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT',
    )
    .concat(
      [
        'inter.broker.listener.name=PLAIN',
        'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'super.users=User:ANONYMOUS;User:admin',
        'sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512',
        'listener.name.secured.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
        'listener.name.secured.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
        'ssl.keystore.type=PKCS12',
        `ssl.keystore.location=${join(folder, 'server.p12')}`,
        `ssl.keystore.password=${STORE_PASSWORD}`,
        '',
      ].join('\n'),
    );
