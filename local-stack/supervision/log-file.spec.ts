import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines } from './log-file';

describe('the last lines of a log', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-file-'));
    file = join(folder, 'a.log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are in their order, without the blank ones', async () => {
    await writeFile(file, 'one\n\ntwo\nthree\n');
    expect(await lastLines(file, 2)).toEqual(['two', 'three']);
  });

  it('are empty where there is no log', async () => {
    expect(await lastLines(file, 2)).toEqual([]);
  });
});
