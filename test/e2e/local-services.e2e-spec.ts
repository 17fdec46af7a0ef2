import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKING_SERVICES, type BackingServiceName } from '../../local-stack/backing/backing-services';
import { LOCAL_SERVICES } from '../../local-stack/backing/local-services';
import { provideJars } from '../../local-stack/backing/local/jars';
import { freePort } from '../../local-stack/ports/free-port';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { SupervisedProcess } from '../../local-stack/supervision/supervised-process';
import { describeWith } from '../support/describe-with';
import { eventually } from '../support/eventually';
import { uniqueName } from '../support/unique';

describeWith(['java', 'mvn'], 'the backing services as processes of this machine', () => {
  const root = join(STATE_FOLDER, uniqueName('local-services'));
  const folder = join(root, 'Änne, émile');
  const locale = process.env['LC_ALL'];
  const running: SupervisedProcess[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    await mkdir(folder, { recursive: true });
    await symlink(await provideJars((line) => console.info(line)), join(folder, 'jars'));
    process.env['LC_ALL'] = 'C';
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.stop()));
    if (locale === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = locale;
    await rm(root, { recursive: true });
  });

  async function start(name: BackingServiceName): Promise<SupervisedProcess> {
    const port = await freePort();
    const { endpoint, probe } = BACKING_SERVICES[name];
    const settings = { dataFolder: join(folder, name), port, usersPort: 0, jars: join(folder, 'jars') };
    const { environment, ...service } = LOCAL_SERVICES[name](settings);
    const definition = {
      ...service,
      name,
      address: endpoint(port),
      ports: [port],
      stateFolder: folder,
      environment: { ...process.env, ...environment },
      probe: () => probe(endpoint(port)),
    };
    const started = new SupervisedProcess(definition, (line) => lines.push(line));
    running.push(started);
    await started.start();
    return started;
  }

  it.each([
    ['kafka', 'log/meta.properties'],
    ['dynamodb-local', 'shared-local-instance.db'],
  ] as const)('run in a folder of any name without a locale: %s', async (name, file) => {
    await start(name);
    expect(existsSync(join(folder, name, file))).toBe(true);
  });

  it('leave no Postgres behind that would keep the next one out', async () => {
    const postgres = await start('postgres');
    process.kill((await postgres.pid())!, 'SIGKILL');
    await eventually(() => expect(lines).toContain('postgres is back'));
    expect(lines.filter((line) => line.includes('starting it again'))).toHaveLength(1);
    await expect(postgres.probe()).resolves.toBeUndefined();
  });
});
