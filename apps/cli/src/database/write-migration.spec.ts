import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMigration } from './write-migration';

describe('a new migration', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    await writeFile(join(folder, 'index.ts'), "export * from './1-create-users';\n");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is a class named after the time and what it does, and is run after those before it', async () => {
    const file = await writeMigration('add-user-avatar', folder, 1_764_000_000_000);
    expect(file).toBe(join(folder, '1764000000000-add-user-avatar.ts'));
    expect(await readFile(file, 'utf8')).toContain('class AddUserAvatar1764000000000 implements MigrationInterface');
    expect(await readFile(join(folder, 'index.ts'), 'utf8')).toBe(
      "export * from './1-create-users';\nexport * from './1764000000000-add-user-avatar';\n",
    );
  });

  it.each(['', 'AddAvatar', 'add_avatar', '../add', 'add-', '1-add'])(
    'is not written with the name %j',
    async (name) => {
      await expect(writeMigration(name, folder)).rejects.toThrow('a migration is named as in add-user-avatar');
      expect(await readdir(folder)).toEqual(['index.ts']);
    },
  );
});
