import { spawnSync } from 'node:child_process';
import { checkArguments } from './check-arguments';

describe('the check of the arguments', () => {
  it('lets text of every language pass', () => {
    expect(() => checkArguments(['conversations', 'send', 'a', 'b', 'Änne 👋 漢字'])).not.toThrow();
  });

  it('refuses what Node makes of bytes that are not UTF-8', () => {
    const { stdout } = spawnSync('sh', ['-c', `node -p 'process.argv[1]' "$(printf 'caf\\351')"`], {
      encoding: 'utf8',
    });
    expect(() => checkArguments([stdout])).toThrow('an argument is not UTF-8');
  });

  it.each([[['--password', 'x']], [['--password=x']]])('are no password, which others could read: %j', (password) => {
    const given = ['cognito', 'token', 'bayko', ...password];
    expect(() => checkArguments(given)).toThrow('--password-file takes a file, or - for standard input');
  });

  it('may tell psql to ask for one', () => {
    expect(() => checkArguments(['db', 'connect', '--', '--password'])).not.toThrow();
    expect(() => checkArguments(['cognito', 'token', 'bayko', '--password-file', '-'])).not.toThrow();
  });
});
