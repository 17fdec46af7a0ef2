import { chooseServices, type Docker } from './choose-services';

const docker = (behaviour: Partial<Docker> = {}): Docker => ({
  answers: () => Promise.resolve(true),
  provideImages: () => Promise.resolve(),
  ...behaviour,
});
const absent = docker({ answers: () => Promise.resolve(false) });
const unreachable = docker({
  provideImages: () =>
    Promise.reject(Object.assign(new Error('Command failed'), { stderr: 'pulling\nno route to registry\n' })),
});

describe('the choice of backing services', () => {
  it('takes Docker where a daemon answers and has the images', async () => {
    const choice = await chooseServices({}, undefined, docker());
    expect(choice).toMatchObject({ way: 'docker', external: [] });
    expect(choice.line).toBe(
      'backing services: dynamodb-local, kafka, postgres, cognito-local as Docker Compose (a Docker daemon answers)',
    );
  });

  it('falls back to local processes where no daemon answers', async () => {
    const choice = await chooseServices({}, undefined, absent);
    expect(choice).toMatchObject({ way: 'local', own: ['dynamodb-local', 'kafka', 'postgres', 'cognito-local'] });
    expect(choice.line).toContain('local processes (no Docker daemon answers)');
  });

  it('falls back to local processes where the images are not to be had, and passes on why', async () => {
    const choice = await chooseServices({}, undefined, unreachable);
    expect(choice.way).toBe('local');
    expect(choice.line).toContain('(Docker cannot get the images: no route to registry)');
  });

  it('does not fall back when Docker was asked for', async () => {
    await expect(chooseServices({}, 'docker', absent)).rejects.toThrow('No Docker daemon');
    await expect(chooseServices({}, 'docker', unreachable)).rejects.toThrow('no route to registry');
  });

  it('does not look for Docker when local processes were asked for', async () => {
    const answers = jest.fn();
    const choice = await chooseServices({}, 'local', docker({ answers }));
    expect(choice.way).toBe('local');
    expect(answers).not.toHaveBeenCalled();
  });

  it('uses each service that the environment names, and starts only the others', async () => {
    const provideImages = jest.fn(() => Promise.resolve());
    const given = { KAFKA_BROKERS: 'kafka:9092', DATABASE_URL: undefined };
    const choice = await chooseServices(given, undefined, docker({ provideImages }));
    expect(choice.external).toEqual(['kafka']);
    expect(choice.own).toEqual(['dynamodb-local', 'postgres', 'cognito-local']);
    expect(provideImages).toHaveBeenCalledWith(choice.own);
    expect(choice.line).toContain('kafka as KAFKA_BROKERS says; dynamodb-local');
  });

  it('asks for nothing when the environment names all of them', async () => {
    const answers = jest.fn();
    const given = { DYNAMODB_ENDPOINT: 'a', KAFKA_BROKERS: 'b', DATABASE_URL: 'c', COGNITO_ENDPOINT: 'd' };
    const choice = await chooseServices(given, undefined, docker({ answers }));
    expect(choice.own).toEqual([]);
    expect(answers).not.toHaveBeenCalled();
  });
});
