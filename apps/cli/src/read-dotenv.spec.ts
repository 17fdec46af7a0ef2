import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDotenv } from './read-dotenv';

describe('the file .env', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dotenv-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(contents: string | Buffer, environment: NodeJS.ProcessEnv = {}): Promise<NodeJS.ProcessEnv> {
    const file = join(folder, '.env');
    await writeFile(file, contents);
    readDotenv(file, environment);
    return environment;
  }

  it('adds variables, and what is in the environment already wins', async () => {
    expect(await read('A=1\nB="two words" # why\n', { A: '0' })).toEqual({ A: '0', B: 'two words' });
  });

  it.each([
    ['begins with a byte order mark', '\uFEFFA=1\nB=2\n'],
    ['has the line ends of Windows', 'A=1\r\nB=2\r\n'],
    ['has both, and no line end at its end', '\uFEFFA=1\r\nB=2'],
  ])('is read as usual when it %s', async (_how, contents) => {
    expect(await read(contents)).toEqual({ A: '1', B: '2' });
  });

  it('is refused where it is not UTF-8, instead of losing variables', async () => {
    await expect(read(Buffer.from('\uFEFFA=1\nB=2\n', 'utf16le'))).rejects.toThrow('not valid for encoding utf-8');
    await expect(read(Buffer.from('A=\xe9\n', 'latin1'))).rejects.toThrow('not valid for encoding utf-8');
  });

  it('may be absent, but not a folder', () => {
    expect(() => readDotenv(join(folder, 'absent'), {})).not.toThrow();
    expect(() => readDotenv(folder, {})).toThrow('cannot be read');
  });
});
