import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { startStack, type TestStack } from '../support/stack';
import { uniqueName } from '../support/unique';
import { ChatWindow } from './support/chat-window';

const PASSWORD = 'Minbar-2258';

describeInBrowser('signing in on the page', () => {
  let stack: TestStack;
  let browser: Browser;
  let window: ChatWindow;
  const handle = uniqueName('delenn').slice(0, 30);

  beforeAll(async () => {
    stack = await startStack({ signUps: true });
    browser = await launchBrowser();
    window = await ChatWindow.open(browser, stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(() => expect(window.complaints).toEqual([]));

  const field = (name: string) => window.page.getByRole('textbox', { name, exact: true });
  const form = (name: string) => window.page.getByRole('form', { name });
  const stored = (): Promise<number> => window.page.evaluate<number>('sessionStorage.length');
  const enter = async (password: string): Promise<void> => {
    await field('Email').fill(`${handle}@example.com`);
    await window.page.getByLabel('Password').fill(password);
    await form('Sign in').getByRole('button', { name: 'Sign in' }).click();
  };

  it('makes an account, which its code confirms', async () => {
    await window.button('Create an account').click();
    await field('Name').fill('Delenn of Mir');
    await field('Handle').fill(handle);
    await field('Email').fill(`${handle}@example.com`);
    await window.page.getByLabel('Password').fill(PASSWORD);
    await form('Create an account').getByRole('button', { name: 'Create an account' }).click();
    await field('Code').fill('123456');
    await window.button('Confirm').click();
    await window.page.getByRole('heading', { name: 'Delenn of Mir' }).waitFor();
  });

  it('is there again when the page is loaded anew, and gone when one signs out', async () => {
    await window.page.reload();
    await window.page.getByRole('heading', { name: 'Delenn of Mir' }).waitFor();
    await window.button('Account').click();
    await window.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await form('Sign in').waitFor();
    await eventually(async () => expect(await stored()).toBe(0));
    await window.page.reload();
    await form('Sign in').waitFor();
  });

  it('says what is wrong, and lets in who knows better', async () => {
    await enter('Something-Else-1');
    await window.page.getByText('The email or the password is wrong.').waitFor();
    await enter(PASSWORD);
    await window.page.getByRole('heading', { name: 'Delenn of Mir' }).waitFor();
  });
});
