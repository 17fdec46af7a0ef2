import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { RestClient } from '../support/rest-client';

const run = promisify(execFile);

describe('the lines of docs/sign-in.md', () => {
  let stack: AllInOneStack;

  beforeAll(async () => {
    stack = await startAllInOne({ signUps: true });
  });
  afterAll(() => stack.stop());

  /** What a shell is shown under a heading. */
  async function linesUnder(heading: string): Promise<string> {
    const page = await readFile(join(PROJECT_ROOT, 'docs/sign-in.md'), 'utf8');
    return /^```sh\n(.*?)^```/ms.exec(page.split(`\n## ${heading}\n`)[1] ?? '')?.[1] ?? '';
  }

  it('lead from a sign-up to the first message, and to the end of the session', async () => {
    const lines = await linesUnder('From sign-up to the first message, with curl');
    const { COGNITO_ENDPOINT, COGNITO_CLIENT_ID } = stack.environment;
    const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', lines], {
      env: { ...process.env, COGNITO_ENDPOINT, COGNITO_CLIENT_ID, GATEWAY: stack.gatewayUrl },
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/"message":"Hello"/);
    expect(stdout).toMatch(/"handle":"delenn","display_name":"Delenn of Mir","email":"delenn@example\.com"/);
    expect(stdout).not.toMatch(/Exception|_malformed|_blank/);
    const bayko = new RestClient(stack.gatewayUrl, await stack.token('bayko'));
    expect((await bayko.groups()).body).toMatchObject([{ handle: 'delenn', message: 'Hello' }]);
    await bayko.close();
  });
});
