import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  image: string;
  user?: string;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  read_only?: boolean;
  privileged?: boolean;
  ports?: string[];
  volumes?: string[];
}

const textOf = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');
const { services } = parse(textOf('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const named = Object.entries(services).map(([name, service]) => ({ name, service }));

/** What the start of an image needs of root's rights. */
const NEEDED: Record<string, string[]> = {
  postgres: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
  'dynamodb-local': ['DAC_OVERRIDE'],
  'cognito-local': ['DAC_OVERRIDE'],
};

/** Kafka makes its configuration beside its programs; Docker copies cognito-local's into its root. */
const WRITTEN_TO = ['kafka', 'cognito-local'];

const OWN_IMAGE = 'cruddur-messages';
const EXACT_VERSION = /:\d+\.\d+(\.\d+)?(-[a-z]+)?$/;

it('knows every container', () => {
  expect(Object.keys(services)).toEqual(expect.arrayContaining([...Object.keys(NEEDED), ...WRITTEN_TO, 'gateway']));
});

it('builds its own image on one of one exact version', () => {
  const bases = [...textOf('Dockerfile').matchAll(/^(?:ARG NODE_IMAGE=|FROM )(\S+)/gm)].map(([, base]) => base!);
  const [node, ...stages] = bases;
  expect(node).toMatch(EXACT_VERSION);
  expect(new Set(stages)).toEqual(new Set(['${NODE_IMAGE}', 'manifests']));
});

describe.each(named)('the container of $name', ({ name, service }) => {
  it('has no rights of root’s but those that its start needs, and gains none', () => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.cap_add ?? []).toEqual(NEEDED[name] ?? []);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.privileged).toBeUndefined();
  });

  it('has a root that cannot be written to, or a reason', () => {
    expect(service.read_only ?? false).toBe(!WRITTEN_TO.includes(name));
  });

  it('is of an image of one exact version', () => {
    if (service.image !== OWN_IMAGE) expect(service.image).toMatch(EXACT_VERSION);
  });

  it('is published on this machine alone, and sees nothing of it but what may be read', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const volume of (service.volumes ?? []).filter((each) => /^[./~]/.test(each))) expect(volume).toMatch(/:ro$/);
  });
});
