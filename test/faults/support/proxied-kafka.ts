import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { provideJars } from '../../../local-stack/backing/local/jars';
import { kafka } from '../../../local-stack/backing/local/kafka';
import { probeKafka } from '../../../local-stack/backing/probes';
import { freePorts } from '../../../local-stack/ports/free-port';
import { STATE_FOLDER } from '../../../local-stack/settings/project';
import { eventually } from '../../support/eventually';
import { TcpProxy } from '../../support/tcp-proxy';
import { uniqueName } from '../../support/unique';

const START_LIMIT_MS = 120_000;

/**
 * A broker with two addresses: one by way of a proxy, for whom a test wants to cut off, and a direct one for the test
 * itself. A broker tells its clients where to find it, so the proxy's address is what it must tell on the first.
 */
export class ProxiedKafka {
  private constructor(
    readonly proxy: TcpProxy,
    readonly direct: string,
    private readonly definition: ReturnType<typeof kafka>,
    private readonly folder: string,
    private broker: ChildProcess | undefined,
  ) {}

  static async start(): Promise<ProxiedKafka> {
    const jars = await provideJars((line) => console.info(line));
    const [port, directPort] = (await freePorts(2)) as [number, number];
    const proxy = new TcpProxy(new URL(`http://127.0.0.1:${port}`));
    await proxy.open();
    const folder = join(STATE_FOLDER, uniqueName('proxied-kafka'));
    const definition = kafka({ dataFolder: folder, port, usersPort: 0, jars });
    await definition.prepare?.();
    const properties = join(folder, 'server.properties');
    await writeFile(properties, withTwoAddresses(await readFile(properties, 'utf8'), proxy, directPort));
    const started = new ProxiedKafka(proxy, `127.0.0.1:${directPort}`, definition, folder, undefined);
    await started.comeBack();
    return started;
  }

  /** For clients that a test may cut off. */
  get brokers(): string {
    return new URL(this.proxy.url).host;
  }

  /** Resolves when the broker serves. */
  async comeBack(): Promise<void> {
    if (this.broker) return;
    const { command, args } = this.definition;
    this.broker = spawn(command, args, { stdio: 'ignore', cwd: this.folder });
    await eventually(() => probeKafka(this.direct), START_LIMIT_MS);
  }

  async kill(): Promise<void> {
    const { broker } = this;
    this.broker = undefined;
    if (broker?.kill('SIGKILL')) await once(broker, 'exit');
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.proxy.cut();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function withTwoAddresses(properties: string, proxy: TcpProxy, directPort: number): string {
  const direct = `DIRECT://127.0.0.1:${directPort}`;
  return properties
    .replace(/^listeners=.*$/m, (line) => `${line},${direct}`)
    .replace(/^advertised\.listeners=.*$/m, `advertised.listeners=PLAINTEXT://${new URL(proxy.url).host},${direct}`)
    .replace(/^listener\.security\.protocol\.map=.*$/m, (line) => `${line},DIRECT:PLAINTEXT`)
    .concat('inter.broker.listener.name=DIRECT\n');
}
