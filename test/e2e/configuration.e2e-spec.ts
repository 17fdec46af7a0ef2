import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

interface Ending {
  code: unknown;
  output: string;
}

const start = (app: string, environment: NodeJS.ProcessEnv): Promise<Ending> =>
  new Promise((resolve) => {
    const main = join(PROJECT_ROOT, 'dist/apps', app, 'src/main.js');
    execFile(process.execPath, [main], { env: environment, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code, output: stdout + stderr }),
    );
  });

describe('a service whose configuration is not usable', () => {
  it.each([
    [
      'gateway',
      { AUTH_ISSUER: 'https://issuer.example', AUTH_CLIENT_IDS: 'client', GATEWAY_PORT: 'x' },
      'GATEWAY_PORT',
    ],
    ['messages', { MESSAGES_PORT: 'x' }, 'MESSAGES_PORT'],
    ['users', { DATABASE_URL: 'mysql://127.0.0.1/cruddur' }, 'DATABASE_URL'],
    ['stream-relay', { RELAY_LEASE_SECONDS: '0' }, 'RELAY_LEASE_SECONDS'],
    ['group-projector', { KAFKA_BROKERS: 'localhost' }, 'KAFKA_BROKERS'],
    [
      'all-in-one',
      {
        AUTH_ISSUER: 'https://issuer.example',
        AUTH_CLIENT_IDS: 'client',
        DATABASE_URL: 'postgres://127.0.0.1/cruddur',
        RELAY_LEASE_SECONDS: '0',
      },
      'RELAY_LEASE_SECONDS',
    ],
  ])('ends %s with 1 and one line that names the variable', async (app, bad, name) => {
    const { code, output } = await start(app, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...bad });
    const [title, ...problems] = output.trimEnd().split('\n');
    expect(code).toBe(1);
    expect(title).toBe('The configuration is not usable:');
    expect(problems).toEqual([expect.stringMatching(`^  ${name}: .+`)]);
  });
});
