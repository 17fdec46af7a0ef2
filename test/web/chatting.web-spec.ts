import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { startStack, type TestStack } from '../support/stack';
import { uniqueName } from '../support/unique';
import { ChatWindow } from './support/chat-window';

describeInBrowser('two people who chat on the page', () => {
  let stack: TestStack;
  let browser: Browser;
  let andrew: ChatWindow;
  let bayko: ChatWindow;

  beforeAll(async () => {
    stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2' } });
    browser = await launchBrowser();
    andrew = await ChatWindow.of('andrewbrown', browser, stack.gatewayUrl);
    bayko = await ChatWindow.of('bayko', browser, stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(() => expect([...andrew.complaints, ...bayko.complaints]).toEqual([]));

  it('begin a conversation by a handle, which appears in the other list with a badge', async () => {
    await andrew.beginWith('bayko', 'Good morning');
    await andrew.message('Good morning').waitFor();
    await bayko.list.getByRole('link', { name: /Andrew Brown/ }).waitFor();
    await eventually(async () => expect(await bayko.page.title()).toMatch(/^\(1\)/));

    await bayko.choose('Andrew Brown');
    await bayko.message('Good morning').waitFor();
    await eventually(async () => expect(await bayko.page.title()).toMatch(/^[^(]/));
  });

  it('see a message as it is written, first its ticks and then that it is read', async () => {
    await andrew.send('Are you there?');
    await bayko.message('Are you there?').waitFor();
    await andrew.message('Are you there?').getByRole('img', { name: 'Read by all' }).waitFor();
  });

  it('see that the other is writing', async () => {
    await bayko.composer.pressSequentially('Let me');
    await andrew.page.getByText('Andrew Bayko is writing…').waitFor();
    await bayko.composer.fill('');
  });

  it('keep line breaks and right-to-left text, make links safe, and run nothing', async () => {
    await andrew.composer.fill('first line');
    await andrew.composer.press('Shift+Enter');
    await andrew.composer.pressSequentially('שלום <img src=x onerror=alert(1)> https://example.com/a?b=c.');
    await andrew.composer.press('Enter');
    const message = bayko.message('first line');
    await message.waitFor();
    expect(await bayko.textOf(message).textContent()).toBe(
      'first line\nשלום <img src=x onerror=alert(1)> https://example.com/a?b=c.',
    );
    const link = message.getByRole('link');
    expect(await link.getAttribute('href')).toBe('https://example.com/a?b=c');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await bayko.textOf(message).getAttribute('dir')).toBe('auto');
  });

  it('edit, react, answer and delete, and the other sees each', async () => {
    const text = uniqueName('to be changed');
    await andrew.send(text);
    await bayko.message(text).waitFor();

    await andrew.act(text, 'Edit');
    await andrew.page.getByRole('textbox', { name: 'Edit the message' }).fill(`${text} by me`);
    await andrew.page.getByRole('textbox', { name: 'Edit the message' }).press('Enter');
    await bayko.message(`${text} by me`).waitFor();
    await bayko
      .message(`${text} by me`)
      .getByText(/edited/i)
      .waitFor();

    await bayko.react(text, 'Thumbs up');
    await andrew.message(text).getByRole('button', { name: /👍/ }).waitFor();

    await bayko.act(text, 'Reply');
    await bayko.send('That is an answer');
    await andrew.message('That is an answer').getByText(`${text} by me`).waitFor();

    await andrew.act(text, 'Delete');
    await andrew.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await eventually(async () =>
      expect(
        await bayko.messages
          .locator('[data-text]')
          .filter({ hasText: `${text} by me` })
          .count(),
      ).toBe(0),
    );
  });

  it('keep a draft through a reload, and what was chosen', async () => {
    await andrew.composer.fill('half a thought');
    await andrew.page.reload();
    await andrew.composer.waitFor();
    expect(await andrew.composer.inputValue()).toBe('half a thought');
    await andrew.composer.fill('');
  });

  it('say no to what the service would not take', async () => {
    await andrew.composer.fill('x'.repeat(1_025));
    expect(await andrew.button('Send').isDisabled()).toBe(true);
    await andrew.composer.fill('');
  });
});
