import type { PresentedMessage, PresentedSentMessage } from '@app/common/contracts';
import { type Cli, type CliCall, NOBODY } from '../support/cli';
import { CliOnOwnStores } from '../support/cli-on-own-stores';
import { uniqueName } from '../support/unique';

const NOWHERE = 'b0e793d3-aef2-5dfc-a45c-dc3fd15790d6';

describe('the commands that change messages', () => {
  let stores: CliOnOwnStores;
  let cli: Cli;
  let groupUuid: string;

  beforeAll(async () => {
    stores = await CliOnOwnStores.create();
    cli = stores.cli;
  });
  afterAll(() => stores.close());

  /** Each test has a message of its own. */
  const send = async (text: string): Promise<number> => {
    const sent = await cli.json<PresentedSentMessage>(['conversations', 'send', 'bayko', 'londo', text]);
    groupUuid = sent.message_group_uuid;
    return sent.number;
  };
  const change = (command: string, number: number, args: string[], call?: CliCall) =>
    cli.run(['conversations', command, groupUuid, String(number), ...args], call);
  const seenByLondo = async (number: number): Promise<PresentedMessage> => {
    const page = ['conversations', 'get', 'londo', 'bayko', '--before', String(number + 1), '--limit', '1'];
    return (await cli.json<{ messages: [PresentedMessage] }>(page)).messages[0];
  };

  it('edit one, which is then read so by the other member, and say at which revision it is', async () => {
    const number = await send('helo');
    const edited = await change('edit', number, [' hello ', '--as', '@bayko']);
    expect(edited.code).toBe(0);
    expect(edited.stdout).toMatch(
      new RegExp(`^number +at +from +message +remarks\n${number} +[^\n]* bayko +hello +edited\n$`),
    );
    expect(edited.stderr).toMatch(
      new RegExp(
        `^message ${number} has this text, at revision (\\d+)\n\\d+ requests: .*TransactWriteItems \\d+ WCU\n$`,
      ),
    );
    expect(await seenByLondo(number)).toMatchObject({ message: 'hello', edited_at: expect.any(String) as string });
    const got = await cli.run(['conversations', 'get', 'londo', 'bayko']);
    expect(got.stdout).toMatch(new RegExp(`\n${number} .* hello +edited\n`));
  });

  it('change nothing and take no revision when they are repeated', async () => {
    const number = await send('first');
    const edit = ['conversations', 'edit', groupUuid, String(number), 'second', '--as', 'bayko'];
    type Answer = PresentedSentMessage & { requests: { operation: string }[] };
    const { requests: _, ...first } = await cli.json<Answer>(edit);
    const { requests, ...again } = await cli.json<Answer>(edit);
    expect(again).toEqual(first);
    expect(requests.map(({ operation }) => operation)).not.toContain('TransactWriteItems');
  });

  it('edit only what is at the revision that was seen', async () => {
    const number = await send('first');
    const at = (revision: number, text: string) =>
      change('edit', number, [text, '--as', 'bayko', '--if-revision', String(revision)]);
    expect((await at(0, 'second')).code).toBe(0);
    expect(await at(0, 'third')).toEqual({
      code: 1,
      stdout: '',
      stderr: `cruddur: message ${number} is at another revision\n`,
    });
    const { revision, message } = await seenByLondo(number);
    expect(message).toBe('second');
    expect((await at(revision, 'third')).code).toBe(0);
  });

  it('react, and take a reaction back', async () => {
    const number = await send('ready?');
    const reacted = await change('react', number, ['👍', '--as', 'londo']);
    expect(reacted.stdout).toMatch(/ ready\? +👍 1\n$/);
    expect(reacted.stderr).toMatch(new RegExp(`^message ${number} has the reaction 👍 of londo, at revision \\d+\n`));
    expect((await seenByLondo(number)).reactions).toEqual([{ emoji: '👍', count: 1, own: true }]);
    const back = await change('react', number, ['👍', '--as', 'londo', '--remove']);
    expect(back.stderr).toMatch(new RegExp(`^message ${number} has no reaction 👍 of londo, at revision \\d+\n`));
    expect((await seenByLondo(number)).reactions).toEqual([]);
  });

  it('delete one, of which the text is then gone', async () => {
    const number = await send('a secret');
    const deleted = await change('delete', number, ['--as', 'bayko']);
    expect(deleted.stdout).toMatch(/ bayko +deleted\n$/);
    expect(deleted.stderr).toMatch(new RegExp(`^message ${number} is deleted, at revision \\d+\n`));
    expect(await seenByLondo(number)).toMatchObject({ message: '', deleted_at: expect.any(String) as string });
    expect((await cli.run(['table', 'scan'])).stdout).not.toContain('a secret');
    expect((await change('react', number, ['👍', '--as', 'londo'])).stderr).toBe(
      `cruddur: message ${number} is deleted\n`,
    );
  });

  it('keep to the limits that the environment sets to members, and can be given others', async () => {
    const number = await send('as it was');
    const refused: [string, string[], Record<string, string>, string][] = [
      ['edit', ['new'], { MESSAGE_CHANGES: 'off' }, 'MESSAGE_CHANGES is off: nothing may be changed'],
      ['edit', ['new'], { MESSAGE_EDIT_WITHIN: 'off' }, 'MESSAGE_EDIT_WITHIN is off: nothing may be edited'],
      ['delete', [], { MESSAGE_DELETE_WITHIN: 'off' }, 'MESSAGE_DELETE_WITHIN is off: nothing may be deleted'],
      ['react', ['👍'], { MESSAGE_CHANGES: 'off' }, 'MESSAGE_CHANGES is off: nothing may be changed'],
    ];
    for (const [command, args, environment, sentence] of refused) {
      const outcome = await change(command, number, [...args, '--as', 'bayko'], { environment });
      expect(outcome).toEqual({ code: 1, stdout: '', stderr: `cruddur: ${sentence}\n` });
    }
    const wrong = { environment: { MESSAGE_EDIT_WITHIN: 'soon' } };
    expect((await change('edit', number, ['new', '--as', 'bayko'], wrong)).code).toBe(2);
    expect(await seenByLondo(number)).toMatchObject({ message: 'as it was', revision: 0 });
    const ever = { environment: { MESSAGE_EDIT_WITHIN: 'ever' } };
    expect((await change('edit', number, ['new', '--as', 'bayko'], ever)).code).toBe(0);
  });

  it('say why they change nothing, and end so that a script can tell', async () => {
    const number = await send('mine');
    const refused: [string, string[], number, string][] = [
      [groupUuid, [`${number}`, 'hi', '--as', 'londo'], 1, `message ${number} is not one of londo`],
      [groupUuid, ['999', 'hi', '--as', 'bayko'], 4, `${groupUuid} has no message 999`],
      [groupUuid, [`${number}`, 'hi', '--as', 'andrewbrown'], 4, `andrewbrown has no conversation ${groupUuid}`],
      [NOWHERE, ['1', 'hi', '--as', 'bayko'], 4, `bayko has no conversation ${NOWHERE}`],
      [groupUuid, [`${number}`, 'hi', '--as', 'nobody'], 4, 'nobody has the handle nobody'],
      [groupUuid, ['0', 'hi', '--as', 'bayko'], 2, '<number> is a whole number of 1 or more, not 0'],
      [
        groupUuid,
        [`${number}`, ' ', '--as', 'bayko'],
        2,
        'A message needs something that can be seen. (message_blank)',
      ],
    ];
    for (const [group, args, code, sentence] of refused) {
      const outcome = await cli.run(['conversations', 'edit', group, ...args]);
      expect(outcome).toEqual({ code, stdout: '', stderr: `cruddur: ${sentence}\n` });
    }
    expect(await change('react', number, ['so', '--as', 'londo'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cruddur: a reaction is one emoji\n',
    });
  });

  it('fail in one line where there is no table, or no Postgres', async () => {
    const line = ['conversations', 'delete', NOWHERE, '1', '--as', 'bayko'];
    const TABLE_NAME = uniqueName('none');
    expect(await cli.run(line, { environment: { TABLE_NAME } })).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(new RegExp(`^cruddur: there is no table ${TABLE_NAME}: .*\n$`)) as string,
    });
    const DATABASE_URL = `postgres://u:p@${NOBODY}/users`;
    expect(await cli.run(line, { environment: { DATABASE_URL } })).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^cruddur: Postgres does not answer at 127\.0\.0\.1:1: .*\n$/) as string,
    });
  });
});
