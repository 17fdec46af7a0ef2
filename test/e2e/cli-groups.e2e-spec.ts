import { ERROR_CODES, isErrorCode } from '@app/common/errors';
import type { PresentedMember, PresentedMessage, PresentedMessageGroup } from '@app/common/contracts';
import type { Cli } from '../support/cli';
import { CliOnOwnStores } from '../support/cli-on-own-stores';

/** A code is told with its sentence. */
const said = (text: string): string => (isErrorCode(text) ? `${ERROR_CODES[text].help} (${text})` : text);

describe('the commands of groups', () => {
  let stores: CliOnOwnStores;
  let cli: Cli;
  let group: string;

  beforeAll(async () => {
    stores = await CliOnOwnStores.create();
    cli = stores.cli;
    const start = ['start-group', '@andrewbrown', ' bayko', 'londo', '--name', ' Station '];
    group = (await cli.json<PresentedMessageGroup>(['conversations', ...start])).uuid;
  });
  afterAll(() => stores.close());

  const run = (command: string, ...args: string[]) => cli.run(['conversations', command, ...args]);

  it('change it, and tell in plain words what has changed', async () => {
    const added = await run('add', group, '@altbrown', '--as', 'bayko');
    expect(added.stdout).toMatch(
      new RegExp(`^group +name +members +messages +last message\n${group} +Station +4 +2 +\\(somebody was added\\)\n$`),
    );
    expect(added.stderr).toMatch(/^@altbrown is a member\n\d+ requests: .*TransactWriteItems \d+ WCU/);
    expect((await run('send', 'altbrown', group, 'thank you')).code).toBe(0);
    for (const [command, ...args] of [
      ['remove', 'altbrown', '--as', 'andrewbrown'],
      ['rename', 'Station 5', '--as', 'londo'],
      ['rename', '--as', 'londo'],
      ['hand-over', 'bayko', '--as', 'andrewbrown'],
      ['leave', '--as', 'andrewbrown'],
    ] as [string, ...string[]][]) {
      expect(await run(command, group, ...args)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(group) as string,
      });
    }
    const seen = await run('get', 'bayko', group);
    const texts = seen.stdout.split('\n').slice(1, -1);
    expect(texts.map((line) => line.slice(line.search(/\(|thank/)).trim())).toEqual([
      '(Andrew Brown started the group “Station”)',
      '(Andrew Bayko added Alternate)',
      'thank you',
      '(Andrew Brown removed Alternate)',
      '(Londo Mollari named the group “Station 5”)',
      "(Londo Mollari took the group's name away)",
      '(Andrew Brown made Andrew Bayko the owner)',
      '(Andrew Brown left)',
    ]);
    const left = await cli.json<{ messages: PresentedMessage[] }>(['conversations', 'get', 'altbrown', group]);
    expect(left.messages.map(({ kind }) => kind)).toEqual(['added', 'message', 'removed']);
    const { members } = await cli.json<{ members: PresentedMember[] }>([
      ...['conversations', 'members', group, '--as', 'londo'],
    ]);
    expect(members.map(({ handle, owner }) => `${handle} ${owner}`).sort()).toEqual(['bayko true', 'londo false']);
    const changes = await run('changes', group, '--as', 'bayko', '--after-number', '7', '--after-revision', '6');
    expect(changes.stdout).toMatch(/\(Andrew Brown left\)/);
  });

  it('say why they change nothing, and end so that a script can tell', async () => {
    const start = ['conversations', 'start-group', 'andrewbrown', 'londo', 'altbrown'];
    const { uuid: other } = await cli.json<PresentedMessageGroup>(start);
    const refused: [string[], number, string][] = [
      [['start-group', 'bayko', 'londo'], 2, 'members_below_3'],
      [['start-group', 'bayko', 'londo', '@bayko'], 2, 'handles_own'],
      [['start-group', 'bayko', 'londo', 'nobody'], 4, 'nobody has the handle nobody'],
      [['start-group', 'bayko', 'londo', 'altbrown', '--history', 'some'], 2, 'history_malformed'],
      [['add', 'x', 'londo', '--as', 'bayko'], 2, 'message_group_uuid_malformed'],
      [['add', other, 'bayko', '--as', 'bayko'], 4, `bayko has no conversation ${other}`],
      [['remove', other, 'altbrown', '--as', 'londo'], 1, `londo is not the owner of ${other}`],
      [['remove', other, 'bayko', '--as', 'andrewbrown'], 4, `bayko is not in ${other}`],
      [['leave', other, '--as', 'andrewbrown'], 1, 'andrewbrown owns the group: hand-over comes first'],
      [['rename', other, 'two\nlines', '--as', 'londo'], 2, 'group_name_malformed'],
      [['get', 'bayko', other], 4, `bayko has no conversation ${other}`],
      [['send', 'bayko', other, 'hi'], 4, `bayko has no conversation ${other}`],
    ];
    for (const [args, code, sentence] of refused) {
      const stderr = `cruddur: ${said(sentence)}\n`;
      expect(await cli.run(['conversations', ...args])).toEqual({ code, stdout: '', stderr });
    }
    const off = { environment: { MESSAGE_GROUPS: 'off' } };
    expect(await cli.run(['conversations', 'rename', other, 'x', '--as', 'londo'], off)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'cruddur: MESSAGE_GROUPS is off: no group may be started or changed\n',
    });
    const { messages } = await cli.json<{ messages: PresentedMessage[] }>(['conversations', 'get', 'londo', other]);
    expect(messages.map(({ kind }) => kind)).toEqual(['created']);
  });
});
