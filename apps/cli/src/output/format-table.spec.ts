import { formatTable, GrowingTable } from './format-table';

describe('a table', () => {
  it('has columns as wide as their widest cell, and no spaces at the end of a line', () => {
    const rows = [
      ['group-projector', 1],
      ['kafka', null],
    ];
    expect(formatTable(['name', 'pid'], rows)).toBe('name             pid\ngroup-projector  1\nkafka            -');
  });

  it('keeps its columns straight where characters take two places, or several make one', () => {
    const rows = [
      ['漢字', 'x'],
      ['👨‍👩‍👧', 'x'],
      ['e\u0301', 'x'],
      ['four', 'x'],
    ];
    expect(formatTable(['a', 'b'], rows)).toBe('a     b\n漢字  x\n👨‍👩‍👧    x\ne\u0301     x\nfour  x');
  });

  it('shows a row as one line, whatever others have written into it', () => {
    expect(formatTable(['text'], [['\u001b[31mred\nnext\u202Eback']])).toBe('text\n\\u001b[31mred\\nnext\\u202eback');
  });

  it('may be printed row by row, and then widens its columns where it must', () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const table = new GrowingTable(['name', 'pid']);
    table.print(['kafka', 1]);
    table.print(['group-projector', 2]);
    table.print(['users', 3]);
    table.end();
    new GrowingTable(['name', 'pid']).end();
    const lines = log.mock.calls.map(([line]) => line as string);
    log.mockRestore();
    expect(lines).toEqual(['name   pid', 'kafka  1', 'group-projector  2', 'users            3', 'name  pid']);
  });
});
