import { program } from '../program';
import { possibleWords } from './possible-words';

const behind = (typed: string): string[] => possibleWords(program(), typed.split(' ').filter(Boolean));

describe('the words that may stand behind others', () => {
  it('are the commands, without those that a shell calls', () => {
    expect(behind('')).toEqual(expect.arrayContaining(['start', 'table', '--version', '--help']));
    expect(behind('').join()).not.toContain('completion');
  });

  it('are the commands of a group', () => expect(behind('relay')).toEqual(['status', '--help']));

  it.each(['table scan', 'table scan --limit 5', 'table scan --json'])('are the options of a command: %s', (typed) => {
    expect(behind(typed)).toEqual(['--limit', '--prod', '--json', '--help']);
  });

  it('are those of the group while a command is not known', () => expect(behind('relay sta')).toEqual(behind('relay')));
});
