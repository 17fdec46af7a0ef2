import { ConfirmSignUpCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DEMO_PASSWORD } from '../../apps/users/src/admin/demo-users';
import { findOrCreatePool } from '../../apps/users/src/admin/find-or-create-pool';
import { createCognitoClient } from '../../apps/users/src/cognito/cognito-client';
import { USER_POOL_NAME } from '../../local-stack/settings/stack.config';
import { CONFIRMATION_CODE } from '../../local-stack/backing/local/cognito-local';
import { ask } from '../support/contract/documented-fetch';
import { eventually } from '../support/eventually';
import { ComposeStack, say } from './compose-stack';
import { type Container, crash, docker, IMAGE, inspect, runInImage } from './container';
import { developmentPackages } from './development-packages';
import { TwoPeople } from './two-people';

const APPS = ['gateway', 'messages', 'users', 'stream-relay', 'group-projector'];
const BACKING_SERVICES = ['kafka', 'dynamodb-local', 'postgres', 'cognito-local'];
const TASKS = ['set-up', 'demo'];
const SCALED = ['gateway', 'messages', 'stream-relay', 'group-projector'];

describe('the stack of docker-compose.yml', () => {
  const stack = new ComposeStack();
  let people: TwoPeople;

  beforeAll(async () => {
    people = await TwoPeople.of(stack);
  });
  afterAll(() => people.close());
  beforeEach(() => say(expect.getState().currentTestName!));

  const only = async (service: string): Promise<Container> => {
    const [container, ...others] = await stack.containers(service);
    expect(others).toEqual([]);
    return container!;
  };

  it('carries a message to both members’ lists', () => people.exchange('from container to container'));

  it('tells what to do next', async () => {
    const text = await stack.run('logs', '--no-log-prefix', 'demo');
    for (const part of [
      `Open ${stack.gatewayUrl} in two windows`,
      DEMO_PASSWORD,
      'npx cruddur cognito token andrewbrown',
      '/api/messages',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('has a page that knows where to sign in, and the demo users', async () => {
    const page = await fetch(stack.gatewayUrl);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const settings: unknown = await (await fetch(`${stack.gatewayUrl}/config.json`)).json();
    expect(settings).toMatchObject({
      sign_in: { kind: 'password', endpoint: `http://localhost:${stack.environment['COGNITO_PORT']}` },
      demo: { password: DEMO_PASSWORD },
      stack_status: false,
    });
  });

  it('makes a user of whoever signs up', async () => {
    await signUp(`http://127.0.0.1:${stack.environment['COGNITO_PORT']}`, 'delenn', 'Delenn');
    const known = await ask(`${stack.gatewayUrl}/api/users/@delenn/short`);
    expect(await known.json()).toMatchObject({ handle: 'delenn', display_name: 'Delenn' });
  });

  it.each([...APPS, 'entrance', ...TASKS])('gives %s no rights and a root that it cannot write to', async (service) => {
    const { Config, HostConfig } = await only(service);
    expect(Config.User).toBe(service === 'entrance' ? 'haproxy' : 'node');
    expect(HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
    });
  });

  it('takes the rights of root from every container, and lets none gain any', async () => {
    for (const { Name, HostConfig } of await stack.containers()) {
      expect([Name, HostConfig.CapDrop, HostConfig.SecurityOpt]).toEqual([Name, ['ALL'], ['no-new-privileges:true']]);
    }
  });

  it('limits the memory of every container, and starts again whatever is no task', async () => {
    const containers = await stack.containers();
    expect(containers).toHaveLength(APPS.length + BACKING_SERVICES.length + TASKS.length + 1);
    expect(containers.filter(({ HostConfig }) => HostConfig.Memory === 0)).toEqual([]);
    const restarting = containers.filter(({ HostConfig }) => HostConfig.RestartPolicy.Name === 'unless-stopped');
    expect(restarting).toHaveLength(containers.length - TASKS.length);
  });

  it('publishes the entrance and the backing services, on this machine alone', async () => {
    const published = (await stack.containers()).filter(
      ({ HostConfig }) => Object.keys(HostConfig.PortBindings ?? {}).length > 0,
    );
    const names = published.map(({ Name }) => Name.slice(`/${stack.project}-`.length, -'-1'.length));
    expect(names.toSorted()).toEqual(['entrance', ...BACKING_SERVICES].toSorted());
    const addresses = published.flatMap(({ HostConfig }) => Object.values(HostConfig.PortBindings!).flat());
    expect(new Set(addresses.map(({ HostIp }) => HostIp))).toEqual(new Set(['127.0.0.1']));
  });

  it('has an image without development packages, tests, sources and secrets', async () => {
    const files = (await runInImage(LIST_FILES)).split('\n');
    const unwanted = [
      ...developmentPackages().map((place) => `${place}/package.json`),
      ...files.filter(
        (file) => !file.startsWith('node_modules/') && /(^|\/)(test\/|\.env|\.npmrc)|\.spec\.|\.ts$/.test(file),
      ),
    ];
    expect(files.filter((file) => unwanted.includes(file))).toEqual([]);
    const [image] = await inspect([IMAGE]);
    expect(image!.Config.Env.filter((line) => /secret|password|token|credential/i.test(line))).toEqual([]);
  });

  it.each([...APPS, 'entrance', ...BACKING_SERVICES])('goes on when %s has been restarted', async (service) => {
    const before = await only(service);
    await stack.run('restart', service);
    expect((await only(service)).State.StartedAt).not.toBe(before.State.StartedAt);
    await people.exchange(`after a restart of ${service}`);
  });

  it.each(['messages', 'group-projector', 'kafka'])('brings %s back when it has crashed', async (service) => {
    await stack.ready();
    const before = await only(service);
    await crash(before);
    await people.exchange(`after a crash of ${service}`);
    await eventually(async () => expect((await only(service)).RestartCount).toBe(before.RestartCount + 1));
  });

  it.each([...APPS, 'entrance'])('lets %s finish its work on a signal', async (service) => {
    await stack.ready();
    await stack.run('stop', service);
    expect((await only(service)).State.ExitCode).toBe(0);
    await stack.run('start', service);
  });

  it('shares the work between two of each', async () => {
    await stack.up(...SCALED.flatMap((service) => ['--scale', `${service}=2`]));
    await people.exchange('to two of each');
    for (const number of ['1', '2']) {
      const stopped = SCALED.map((service) => `${stack.project}-${service}-${number}`);
      await docker('stop', ...stopped);
      await people.exchange(`without number ${number} of each`);
      await docker('start', ...stopped);
      await stack.ready();
    }
  });

  it('finds its data again when it was taken down and started again', async () => {
    await stack.run('down');
    await stack.up();
    await people.exchange('in new containers');
  });
});

const LIST_FILES = `console.log(fs.readdirSync('/app', { recursive: true }).join('\\n'))`;

async function signUp(endpoint: string, handle: string, name: string): Promise<void> {
  const cognito = createCognitoClient({ AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: endpoint });
  const { clientId: ClientId } = await findOrCreatePool(cognito, USER_POOL_NAME);
  const attributes = { email: `${handle}@example.com`, name, preferred_username: handle };
  const client = { ClientId, Username: attributes.email };
  await cognito.send(
    new SignUpCommand({
      ...client,
      Password: DEMO_PASSWORD,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  await cognito.send(new ConfirmSignUpCommand({ ...client, ConfirmationCode: CONFIRMATION_CODE }));
  cognito.destroy();
}
