import { lookup } from 'node:dns';
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsedCommands } from '../../../../test/support/parsed-commands';

type Address = keyof typeof HERE;

/** Nobody listens there, and none of the names resolves. */
const HERE = {
  DYNAMODB_ENDPOINT: 'http://127.0.0.1:1',
  KAFKA_BROKERS: '127.0.0.1:1',
  DATABASE_URL: 'postgres://u:p@127.0.0.1:1/users',
  COGNITO_ENDPOINT: 'http://127.0.0.1:1',
};
const ELSEWHERE = {
  DYNAMODB_ENDPOINT: ['http://table.invalid:8000'],
  KAFKA_BROKERS: ['127.0.0.1:1,broker.invalid:9092'],
  DATABASE_URL: ['postgres://u:p@db.invalid/users', 'postgres://u:p@127.0.0.1:1/users?host=db.invalid'],
  COGNITO_ENDPOINT: ['http://pool.invalid:9229'],
};

/** What each command changes, by the variables that say where it is. */
const CHANGES: Record<string, Address[]> = {
  ...Object.fromEntries(
    ['connect', 'create', 'drop', 'migrate', 'rollback', 'seed', 'kill-sessions'].map((name) => [
      `db ${name}`,
      ['DATABASE_URL'],
    ]),
  ),
  'db rename-user 00000000-0000-4000-8000-000000000000 londo': ['DATABASE_URL'],
  'db setup': ['DATABASE_URL', 'COGNITO_ENDPOINT'],
  ...Object.fromEntries(
    ['create', 'seed', 'copy other', 'migrate', 'drop'].map((name) => [`table ${name}`, ['DYNAMODB_ENDPOINT']]),
  ),
  'conversations send andrewbrown bayko hi': ['DYNAMODB_ENDPOINT'],
  'conversations read 00000000-0000-4000-8000-000000000000 --as bayko --number 3': ['DYNAMODB_ENDPOINT'],
  'conversations edit 00000000-0000-4000-8000-000000000000 3 hi --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations delete 00000000-0000-4000-8000-000000000000 3 --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations react 00000000-0000-4000-8000-000000000000 3 👍 --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations start-group andrewbrown bayko londo': ['DYNAMODB_ENDPOINT'],
  'conversations add 00000000-0000-4000-8000-000000000000 londo --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations remove 00000000-0000-4000-8000-000000000000 londo --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations leave 00000000-0000-4000-8000-000000000000 --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations rename 00000000-0000-4000-8000-000000000000 Station --as bayko': ['DYNAMODB_ENDPOINT'],
  'conversations hand-over 00000000-0000-4000-8000-000000000000 londo --as bayko': ['DYNAMODB_ENDPOINT'],
  'users erase bayko': ['DATABASE_URL', 'COGNITO_ENDPOINT', 'DYNAMODB_ENDPOINT', 'KAFKA_BROKERS'],
  'reports close 00000000-0000-4000-8000-000000000000': ['DYNAMODB_ENDPOINT'],
  'users suspend bayko': ['DATABASE_URL'],
  'users restore bayko': ['DATABASE_URL'],
  'cognito sync-user-ids': ['DATABASE_URL', 'COGNITO_ENDPOINT'],
  'cognito sync-handles': ['DATABASE_URL', 'COGNITO_ENDPOINT'],
  'cognito create-user vir vir@example.com Vir': ['COGNITO_ENDPOINT', 'DATABASE_URL'],
  'projector rebuild': ['DYNAMODB_ENDPOINT'],
  'projector replay': ['KAFKA_BROKERS'],
  'dead-letters redrive': ['KAFKA_BROKERS'],
  'dead-letters discard --topic cruddur.messages.group-projector.dead-letter': ['KAFKA_BROKERS'],
};
/** They know no --prod: what they make is for a local stack. */
const MAKES: Record<string, Address[]> = {
  start: ['DYNAMODB_ENDPOINT', 'KAFKA_BROKERS', 'DATABASE_URL', 'COGNITO_ENDPOINT'],
  'set-up': ['DYNAMODB_ENDPOINT', 'KAFKA_BROKERS', 'DATABASE_URL', 'COGNITO_ENDPOINT'],
  demo: ['COGNITO_ENDPOINT'],
};
/** They change nothing, or nothing but this machine. */
const OTHERS = [
  ...['reset', 'stack status', 'stack logs', 'stack stop', 'stack restart', 'stack env', 'db migration', 'db sessions'],
  ...[
    'table list',
    'table scan',
    'users show',
    'users export',
    'cognito show',
    'cognito list-users',
    'cognito token',
    'openapi',
    'asyncapi',
  ],
  ...[
    'conversations list',
    'conversations get',
    'conversations changes',
    'conversations members',
    'conversations watch',
  ],
  ...['projector status', 'relay status', 'dead-letters list', 'reports list', 'reports show'],
];

const cases = (commands: Record<string, Address[]>): [string, Address, string][] =>
  Object.entries(commands).flatMap(([line, variables]) =>
    variables.flatMap((variable) =>
      ELSEWHERE[variable].map((address): [string, Address, string] => [line, variable, address]),
    ),
  );

jest.mock('node:dns', () => ({ ...jest.requireActual<object>('node:dns'), lookup: jest.fn() }));

describe('a command', () => {
  const environment = process.env;
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const commands = parsedCommands();
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guards-'));
    connect.mockImplementation(function (this: Socket) {
      return this.destroy(new Error('a connection was tried'));
    });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterAll(() => {
    process.env = environment;
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const nameOf = (line: string): string => [...commands.keys()].find((name) => `${line} `.startsWith(`${name} `))!;
  const run = async (line: string, variables: object): Promise<unknown> => {
    process.env = { ...environment, ...HERE, ...variables, CRUDDUR_FOLDER: folder };
    const name = nameOf(line);
    return commands.get(name)!.parseAsync(line.slice(name.length).split(' ').filter(Boolean), { from: 'user' });
  };

  it('is either guarded or known to need no guard', () => {
    const listed = [...Object.keys(CHANGES), ...Object.keys(MAKES)].map(nameOf);
    expect([...listed, ...OTHERS].sort()).toEqual([...commands.keys()].sort());
  });

  it('takes --yes if it changes something that may be production, and --hosts if it makes a local stack', () => {
    const taking = (flag: string): string[] =>
      [...commands].filter(([, { options }]) => options.some(({ long }) => long === flag)).map(([name]) => name);
    expect(taking('--yes').sort()).toEqual(Object.keys(CHANGES).map(nameOf).sort());
    expect(taking('--hosts').sort()).toEqual(Object.keys(MAKES).sort());
  });

  it.each(cases(CHANGES))('changes nothing elsewhere without --prod: %s, %s=%s', async (line, variable, address) => {
    await expect(run(line, { [variable]: address })).rejects.toThrow('not on this machine: --prod says that');
    expect(connect).not.toHaveBeenCalled();
    expect(lookup).not.toHaveBeenCalled();
  });

  it.each(cases(MAKES))('makes nothing on a machine that is not meant: %s, %s=%s', async (line, variable, address) => {
    await expect(run(line, { [variable]: address })).rejects.toThrow(`${variable} leads to `);
    expect(connect).not.toHaveBeenCalled();
    expect(lookup).not.toHaveBeenCalled();
  });

  it('lets no demo users talk through a gateway that is not meant', async () => {
    await expect(run('demo --gateway http://gateway.invalid', {})).rejects.toThrow(
      '--gateway leads to gateway.invalid',
    );
    expect(connect).not.toHaveBeenCalled();
  });

  it('is seen where it connects', async () => {
    await expect(run('db sessions', {})).rejects.toThrow('a connection was tried');
  });
});
