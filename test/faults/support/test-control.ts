import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { provideJars } from '../../../local-stack/backing/local/jars';
import { freePort } from '../../../local-stack/ports/free-port';
import { eventually } from '../../support/eventually';

const SERVER = join(__dirname, 'TestControlServer.java');
const START_LIMIT_MS = 120_000;

/** DynamoDB Local with its hidden test control, which ends shards and lets time pass. */
export class TestControl {
  private readonly client: DynamoDBClient;

  private constructor(
    readonly endpoint: string,
    private readonly server: ChildProcess,
  ) {
    this.client = createDynamoDbClient({ AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: endpoint });
  }

  /** @throws an error that says why there is none: no Java compiler, or another DynamoDB Local than the pinned one. */
  static async start(): Promise<TestControl> {
    const jars = await provideJars((line) => console.info(line));
    const port = await freePort();
    const server = spawn(
      'java',
      [
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        `-Dsqlite4java.library.path=${jars}`,
        '-cp',
        join(jars, '*'),
        SERVER,
        String(port),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const control = new TestControl(`http://127.0.0.1:${port}`, server);
    const ended = once(server, 'exit').then(() => Promise.reject(new Error(said)));
    await Promise.race([eventually(() => control.client.send(new ListTablesCommand({})), START_LIMIT_MS), ended]);
    ended.catch(() => undefined);
    return control;
  }

  /** Ends every shard, and begins a child of each. */
  rollOver(): Promise<void> {
    return this.act({ ACTION: { S: 'ROLLOVER' } });
  }

  /** Makes everything in the streams older. */
  letPass(hours: number): Promise<void> {
    return this.act({ ACTION: { S: 'DILATE_TIME' }, HOURS: { S: String(hours) } });
  }

  async stop(): Promise<void> {
    this.client.destroy();
    const ended = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await ended;
  }

  private async act(Item: Record<string, { S: string }>): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: '[TEST_CONTROL]', Item }));
  }
}
