import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where browsers usually are, beside the one that Playwright has installed itself. */
const USUAL_PLACES = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** The browser of this machine; undefined where there is none. `BROWSER_PATH` names another. */
export const findBrowser = (): string | undefined =>
  [process.env['BROWSER_PATH'], chromium.executablePath(), ...USUAL_PLACES].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );

/**
 * `describe` on a machine that has a browser; on any other, what it describes is skipped, and that is said, unless
 * `BROWSER_REQUIRED` makes it a failure.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findBrowser() !== undefined) return describe(name, tests);
  if (process.env['BROWSER_REQUIRED']) throw new Error('this machine has no browser, and one is required');
  // Jest shows no console of a file whose tests are all skipped.
  process.stderr.write(`SKIPPED: ${name}: this machine has no Chromium, Chrome or Edge; BROWSER_PATH can name one\n`);
  describe.skip(name, tests);
}

/** Who is root, as in a container, has no sandbox; a container's shared memory is too small for it. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser()!,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
