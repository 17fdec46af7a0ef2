import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';
import { ChatWindow } from './support/chat-window';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];

const LOOKS: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 360, height: 640 }, hasTouch: true }],
];

/** A folder to keep pictures of the views in, such as docs/pictures. */
const PICTURES = process.env['WEB_PICTURES'];

describeInBrowser('each view of the page', () => {
  let stack: TestStack;
  let browser: Browser;

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    const andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    const bayko = new RestClient(stack.gatewayUrl, await stack.token('bayko'));
    const { body } = await andrew.start('bayko', 'What does it look like?');
    await andrew.send(body.message_group_uuid, 'שלום, with a link: https://example.com');
    await bayko.send(body.message_group_uuid, 'Like this, I think. And you can answer, edit, react …');
    await bayko.react(body.message_group_uuid, body.number, '👍');
    await andrew.startGroup({ handles: ['bayko', 'londo'], name: 'Station' });
    await Promise.all([andrew.close(), bayko.close()]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  /** What keeps people out who see, hear or move otherwise, by the rules of axe. */
  async function faultsOf({ page }: ChatWindow): Promise<string[]> {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations
      .filter(({ impact }) => GRAVE.includes(impact ?? ''))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const picture = async (name: string, { page }: ChatWindow): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };

  it.each(LOOKS)('is for everybody: %s', async (look, options) => {
    const window = await ChatWindow.open(browser, stack.gatewayUrl, options);
    await window.button('Continue as Andrew Brown').waitFor();
    expect(await faultsOf(window)).toEqual([]);
    await picture(`sign-in-${look}`, window);
    await window.close();

    const andrew = await ChatWindow.of('andrewbrown', browser, stack.gatewayUrl, options);
    expect(await faultsOf(andrew)).toEqual([]);
    await andrew.choose('Andrew Bayko');
    await andrew.message('What does it look like?').waitFor();
    expect(await faultsOf(andrew)).toEqual([]);
    expect(await andrew.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture(`chat-${look}`, andrew);

    await andrew.page.goto(stack.gatewayUrl);
    await andrew.button('Account').click();
    await andrew.page.getByRole('menuitem', { name: 'Settings' }).click();
    await andrew.page.getByRole('dialog', { name: 'Settings' }).waitFor();
    expect(await faultsOf(andrew)).toEqual([]);
    expect(andrew.complaints).toEqual([]);
    await andrew.close();
  });

  it('is reached by keyboard alone', async () => {
    const window = await ChatWindow.open(browser, stack.gatewayUrl);
    const { page } = window;
    await window.button('Continue as Londo Mollari').waitFor();
    const press = async (key: string, until: () => Promise<boolean>): Promise<void> => {
      for (let presses = 0; !(await until()); presses += 1) {
        if (presses > 60) throw new Error(`nothing is reached by ${key}`);
        await page.keyboard.press(key);
      }
    };
    const isFocused = (selector: string) => () =>
      page.evaluate<boolean>(`document.activeElement?.matches('${selector}')`);
    const hasText = (text: string) => () => page.evaluate<boolean>(`document.activeElement?.textContent === '${text}'`);
    await press('Tab', hasText('Continue as Londo Mollari'));
    await page.keyboard.press('Enter');
    await window.list.waitFor();
    await press('Tab', isFocused('[aria-label="New"]'));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'New conversation' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Handle' }).waitFor();
    await page.keyboard.type('bay');
    await page.getByRole('option', { name: /bayko/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await press('Tab', isFocused('textarea'));
    await page.keyboard.type('By keys alone');
    await press('Tab', hasText('Send'));
    await page.keyboard.press('Enter');
    await window.message('By keys alone').waitFor();
    await window.close();
  });
});
