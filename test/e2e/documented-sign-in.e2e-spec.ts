import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEMO_PASSWORD, DEMO_USERS } from '../../apps/users/src/admin/demo-users';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { ask } from '../support/contract/documented-fetch';
import { RestClient } from '../support/rest-client';

const run = promisify(execFile);

describe('the lines of docs/sign-in.md', () => {
  let stack: AllInOneStack;

  beforeAll(async () => {
    stack = await startAllInOne({ signUps: true });
  });
  afterAll(() => stack.stop());

  /** The first block under a heading. */
  async function linesUnder(heading: string): Promise<string> {
    const page = await readFile(join(PROJECT_ROOT, 'docs/sign-in.md'), 'utf8');
    return /^```\w+\n(.*?)^```/ms.exec(page.split(`\n## ${heading}\n`)[1] ?? '')?.[1] ?? '';
  }

  it('lead from a sign-up to the first message, and to the end of the session', async () => {
    const lines = await linesUnder('From sign-up to the first message, with curl');
    const { COGNITO_ENDPOINT, COGNITO_CLIENT_ID } = stack.environment;
    const { stdout, stderr } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', lines], {
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

  it.each([
    ['With the SDK', '`Bearer ${AuthenticationResult.AccessToken}`'],
    ['With Amplify 6', 'headers.Authorization'],
  ])('lead to a token: %s', async (heading, authorization) => {
    const module = [
      'import.meta.env = process.env;',
      `const [email, password] = ['${DEMO_USERS[0].email}', '${DEMO_PASSWORD}'];`,
      await linesUnder(heading),
      `process.stdout.write(${authorization});`,
    ];
    const { AWS_REGION, COGNITO_ENDPOINT, COGNITO_CLIENT_ID, COGNITO_USER_POOL_ID } = stack.environment;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', module.join('\n')], {
      cwd: PROJECT_ROOT,
      env: {
        PATH: process.env['PATH'],
        VITE_COGNITO_REGION: AWS_REGION ?? 'us-east-1',
        VITE_COGNITO_ENDPOINT: COGNITO_ENDPOINT,
        VITE_COGNITO_CLIENT_ID: COGNITO_CLIENT_ID,
        VITE_COGNITO_USER_POOL_ID: COGNITO_USER_POOL_ID,
      },
    });
    const profile = await ask(`${stack.gatewayUrl}/api/profile`, { headers: { authorization: stdout } });
    expect(await profile.json()).toMatchObject({ handle: DEMO_USERS[0].handle });
  });
});
