import { formatTable } from './format-table';

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
});
