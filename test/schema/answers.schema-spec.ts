import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiFile } from '../support/contract/openapi-file';
import { describeWith } from '../support/describe-with';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';
import { type Findings, Schemathesis } from './schemathesis';

/** Requests of each operation; more with `SCHEMA_EXAMPLES`. */
const EXAMPLES = process.env['SCHEMA_EXAMPLES'] ?? '20';
/** The same requests each time; others with another `SCHEMA_SEED`. */
const SEED = process.env['SCHEMA_SEED'] ?? '1';

describeWith(['python3'], 'what the gateway answers to requests made of its document', () => {
  let stack: TestStack;
  let schemathesis: Schemathesis;
  let token: string;
  let folder: string;

  beforeAll(async () => {
    [stack, schemathesis, folder] = await Promise.all([
      startStack(),
      Schemathesis.install(),
      mkdtemp(join(tmpdir(), 'cruddur-schema-')),
    ]);
    token = await stack.token('andrewbrown');
    const client = new RestClient(stack.gatewayUrl, token);
    await client.start('bayko', 'Hello there');
    await client.close();
  });
  afterAll(async () => {
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  it('is documented, whatever is sent, also along its links', async () => {
    const found = await schemathesis.run(`${stack.gatewayUrl}/openapi.json`, token, [
      ...['--max-examples', EXAMPLES, '--seed', SEED],
    ]);
    process.stderr.write(`${found.text.split(' SUMMARY ').at(-1)}\n`);
    expect(found.hasPassed ? '' : found.text).toBe('');
  });

  async function findingsWith(
    name: string,
    plant: (document: ReturnType<typeof openApiFile>) => void,
  ): Promise<Findings> {
    const document = openApiFile();
    plant(document);
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(document));
    const operation = ['--include-operation-id', 'readMessages', '--phases', 'examples'];
    return schemathesis.run(file, token, ['--url', stack.gatewayUrl, ...operation]);
  }

  it('would be found where its status is not documented', async () => {
    const found = await findingsWith('status', ({ paths }) => {
      delete paths['/api/messages/{message_group_uuid}']?.['get']?.responses['404'];
    });
    expect(found).toEqual({
      hasPassed: false,
      text: expect.stringContaining('ST103 Undocumented status code') as string,
    });
  });

  it('would be found where a header is not as documented', async () => {
    const found = await findingsWith('header', ({ components }) => {
      Object.assign(components.headers['X-Request-Id']!, { schema: { type: 'integer' } });
    });
    expect(found).toEqual({
      hasPassed: false,
      text: expect.stringContaining('ST108 Response header does not conform') as string,
    });
  });
});
