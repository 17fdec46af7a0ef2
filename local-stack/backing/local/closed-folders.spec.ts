import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { closedFolder } from './closed-folders';

describe('a folder that other users cannot enter', () => {
  let open: string;
  beforeEach(async () => {
    open = await mkdtemp('/tmp/closed-folders-');
    await mkdir(join(open, 'home/clone'), { recursive: true });
    // Whatever the umask takes away.
    for (const folder of ['', 'home', 'home/clone']) await chmod(join(open, folder), 0o755);
  });
  afterEach(() => rm(open, { recursive: true }));

  it('is found above the path', async () => {
    await chmod(join(open, 'home'), 0o700);
    expect(closedFolder(join(open, 'home/clone'))).toBe(join(open, 'home'));
  });

  it('is found at the path itself', async () => {
    await chmod(join(open, 'home/clone'), 0o750);
    expect(closedFolder(join(open, 'home/clone'))).toBe(join(open, 'home/clone'));
  });

  it('is not found where everybody may enter', () => {
    expect(closedFolder(join(open, 'home/clone'))).toBeUndefined();
  });
});
