import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivate } from './private-folder';

describe('the folder of a stack', () => {
  let above: string;
  let umask: number;
  beforeEach(async () => {
    umask = process.umask();
    above = await mkdtemp(join(tmpdir(), 'private-'));
  });
  afterEach(async () => {
    process.umask(umask);
    await rm(above, { recursive: true });
  });

  const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

  it('is for its user alone, and so is what is made in it', async () => {
    const folder = join(above, 'deep/.cruddur');
    await makePrivate(folder);
    await mkdir(join(folder, 'logs'));
    await writeFile(join(folder, 'logs/users.log'), '');
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(join(folder, 'logs'))).toBe('700');
    expect(await modeOf(join(folder, 'logs/users.log'))).toBe('600');
  });

  it('is closed with all that it holds where it was open', async () => {
    const pool = join(above, 'data/cognito-local');
    await mkdir(pool, { recursive: true });
    await writeFile(join(pool, 'pool.json'), 'Testing1234!');
    for (const path of [above, join(above, 'data'), pool, join(pool, 'pool.json')]) await chmod(path, 0o755);
    await makePrivate(above);
    expect(await modeOf(above)).toBe('700');
    expect(await modeOf(pool)).toBe('700');
    expect(await modeOf(join(pool, 'pool.json'))).toBe('700');
  });

  it('is never one that others use too, which stays as it is', async () => {
    await chmod(above, 0o1777);
    await expect(makePrivate(above)).rejects.toThrow('is not only yours');
    expect(await modeOf(above)).toBe('777');
  });
});
