import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway, type TestGateway } from './support/gateway';

const page = readFileSync(join(__dirname, '../../../docs/rest-api.md'), 'utf8');
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block.split(/\n(?=curl )/).map((command) => command.trim()),
);

/** What a shell makes of a command's words, in place of the call. */
const wordsOf = (command: string, variables: Record<string, string>): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], { env: variables, encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

/** Asks as curl does with these options. */
function request(words: string[]): Promise<Response> {
  const headers = new Headers();
  let [url, method, body]: (string | undefined)[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-H') headers.append(...(rest.shift()!.split(': ', 2) as [string, string]));
    else if (word === '-X') method = rest.shift();
    else if (word === '-d') body = rest.shift();
    else url = word;
  }
  return fetch(url!, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, ...(body && { body }) });
}

describe('the examples in docs/rest-api.md', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  it('are of every kind of call', () => {
    expect(new Set(commands.map((command) => /-X (\w+)/.exec(command)?.[1]))).toEqual(
      new Set([undefined, 'PUT', 'PATCH', 'DELETE']),
    );
  });

  it.each(commands)('work as they are written: %s', async (command) => {
    const variables = {
      API: gateway.url,
      TOKEN: gateway.andrew.authorization.replace('Bearer ', ''),
      GROUP: gateway.behind.groupUuid,
    };
    const answer = await request(wordsOf(command, variables));
    expect([answer.status, await answer.json()]).toEqual([200, expect.anything()]);
  });
});
