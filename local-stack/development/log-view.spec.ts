import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '../../test/support/eventually';
import { logFileOf } from '../supervision/log-file';
import { LogView } from './log-view';

describe('the view of the logs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-'));
  const file = logFileOf(folder, 'users');
  let shown = '';
  const view = new LogView(folder, ['users', 'messages'], (text) => (shown += text));

  afterAll(() => {
    view.close();
    rmSync(folder, { recursive: true });
  });

  it('shows what is logged from its opening on as text, each line behind the name of its service', async () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'of an earlier start\n');
    await view.open();
    writeFileSync(file, '{"level":"info","service":"users","msg":"listening","port":1}\nplain te');
    await eventually(() => expect(shown).toMatch(/^users {4}\| INFO: listening {"port":1}\n$/));
  });

  it('waits for the end of a line', async () => {
    appendFileSync(file, 'xt\n');
    await eventually(() => expect(shown).toMatch(/^users {4}\| plain text\n$/m));
    expect(shown).not.toContain('earlier');
  });
});
