import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const PAGE = join(__dirname, '../../dist/web');
/** Is loaded in place of another way to sign in. */
const INSTEAD = /^hosted-sign-in-/;

describe('the page', () => {
  it('is under 200 KB, as it is sent to who chats', () => {
    const assets = readdirSync(join(PAGE, 'assets')).filter((name) => !INSTEAD.test(name));
    const files = [join(PAGE, 'index.html'), ...assets.map((name) => join(PAGE, 'assets', name))];
    const bytes = files.map((file) => gzipSync(readFileSync(file)).length).reduce((sum, each) => sum + each, 0);
    console.info(`the page has ${Math.round(bytes / 100) / 10} KB`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });
});
