import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importClosure } from './import-closure';

describe('the files that run with one', () => {
  const root = mkdtempSync(join(tmpdir(), 'cruddur-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const file = (name: string, text = ''): string => {
    const path = join(root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  it('are those that it and they import, in whichever way, in a circle too, and no package', () => {
    const main = file(
      'app/main.js',
      'require("reflect-metadata"); const a = require("./a"); require("../lib/index.js")',
    );
    const others = [
      file('app/a.js', 'require("../lib"); exports.later = () => import(\'./late.js\');'),
      file('app/late.js', 'require("./main")'),
      file('lib/index.js', '__exportStar(require("./part.of.it"), exports);'),
      file('lib/part.of.it.js'),
    ];
    file('app/unused.js', 'require("./main")');
    expect([...importClosure(main)].sort()).toEqual([main, ...others].sort());
  });
});
