import { execFileSync } from 'node:child_process';
import { shellQuoted } from './shell-quoted';

describe('a quoted word', () => {
  it.each(["it's", '$HOME `id` \\ "x"', 'two\nlines ', '*', '', 'postgres://u:p&?x=1;#@h/d'])(
    'is for the shell what it was: %j',
    (text) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});
