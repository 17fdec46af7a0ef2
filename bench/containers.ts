/**
 * What the containers of a running compose stack take while nobody writes, and at 50 sends a second through its gateway:
 * more than the usual limit lets through, so start the stack with RATE_LIMIT_SEND=100000/1m.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Compose } from '@local-stack/backing/docker/compose';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { runCommand } from '@local-stack/system/run-command';
import { DEMO_USERS } from '../apps/users/src/admin/demo-users';
import { range } from '../test/support/range';
import { RestClient } from '../test/support/rest-client';
import { printTable } from './figures';

const PER_SECOND = 50;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);
const HANDLES = DEMO_USERS.map(({ handle }) => handle);
const environment = process.env;
const gatewayUrl = `http://127.0.0.1:${environment['GATEWAY_PORT'] ?? 4567}`;

interface Usage {
  Name: string;
  MemUsage: string;
  CPUPerc: string;
}

async function usages(): Promise<Usage[]> {
  const lines = await new Compose(environment).run('stats', '--no-stream', '--format', 'json');
  return lines.split('\n').map((line) => JSON.parse(line) as Usage);
}

interface Conversation {
  sender: RestClient;
  groupUuid: string;
}

/** One of each two users. */
const conversationsOf = (clients: RestClient[]): Promise<Conversation[]> =>
  Promise.all(
    clients.flatMap((sender, i) =>
      HANDLES.slice(i + 1).map(async (other) => {
        const { body } = await sender.start(other, 'hello');
        return { sender, groupUuid: body.message_group_uuid };
      }),
    ),
  );

async function signedIn(handle: string): Promise<RestClient> {
  const program = `${PROJECT_ROOT}/apps/cli/bin/cruddur.js`;
  const { stdout } = await runCommand(process.execPath, [program, 'cognito', 'token', handle], { environment });
  return new RestClient(gatewayUrl, stdout.trim(), { isChecked: false });
}

/** The status of each answer; the conversations take turns. */
async function sendSteadily(conversations: Conversation[]): Promise<number[]> {
  const began = performance.now();
  return Promise.all(
    range(PER_SECOND * SECONDS).map(async (i) => {
      await sleep((i * 1_000) / PER_SECOND - (performance.now() - began));
      const { sender, groupUuid } = conversations[i % conversations.length]!;
      return (await sender.send(groupUuid, `message ${i}`)).status;
    }),
  );
}

async function main(): Promise<void> {
  const clients = await Promise.all(HANDLES.map(signedIn));
  const conversations = await conversationsOf(clients);
  const idle = await usages();
  const sends = sendSteadily(conversations);
  await sleep(SECONDS * 750);
  const busy = new Map((await usages()).map((usage) => [usage.Name, usage]));
  const statuses = await sends;
  printTable([
    ['container', 'idle', 'cpu', `at ${PER_SECOND}/s`, 'cpu'],
    ...idle.map(({ Name, MemUsage, CPUPerc }) => {
      const then = busy.get(Name)!;
      return [Name, MemUsage.split(' / ')[0]!, CPUPerc, then.MemUsage, then.CPUPerc];
    }),
  ]);
  console.log(`${statuses.filter((status) => status === 200).length} of ${statuses.length} sends accepted`);
  await Promise.all(clients.map((client) => client.close()));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
