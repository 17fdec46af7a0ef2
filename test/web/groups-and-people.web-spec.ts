import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { startStack, type TestStack } from '../support/stack';
import { ChatWindow, type Handle } from './support/chat-window';

const PEOPLE = ['andrewbrown', 'bayko', 'londo'] as const;

describeInBrowser('groups and people on the page', () => {
  let stack: TestStack;
  let browser: Browser;
  const windows = {} as Record<Handle, ChatWindow>;

  beforeAll(async () => {
    stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2' } });
    browser = await launchBrowser();
    for (const handle of PEOPLE) windows[handle] = await ChatWindow.of(handle, browser, stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });
  afterEach(() => expect(PEOPLE.flatMap((handle) => windows[handle].complaints)).toEqual([]));

  it('start a group, which its members see, with what becomes of it', async () => {
    const { andrewbrown: andrew, bayko, londo } = windows;
    await andrew.button('New').click();
    await andrew.page.getByRole('menuitem', { name: 'New group' }).click();
    const dialog = andrew.page.getByRole('dialog', { name: 'New group' });
    for (const handle of ['bayko', 'londo']) {
      await dialog.getByRole('combobox', { name: 'People' }).fill(handle);
      await dialog.getByRole('combobox', { name: 'People' }).press('Enter');
    }
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Station');
    await dialog.getByRole('button', { name: 'Start the group' }).click();
    await andrew.composer.waitFor();
    await andrew.send('All here?');
    await bayko.choose('Station');
    await bayko.message('All here?').waitFor();
    await londo.choose('Station');

    await andrew.doWithConversation('Rename');
    await andrew.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Babylon');
    await andrew.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await bayko.page.getByRole('heading', { name: 'Babylon' }).waitFor();

    await andrew.doWithConversation('Members');
    const members = andrew.page.getByRole('dialog', { name: 'Members' });
    await members.getByRole('button', { name: 'Actions for Londo Mollari' }).click();
    await andrew.page.getByRole('menuitem', { name: 'Remove' }).click();
    await andrew.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(async () => expect(await members.getByText('Londo Mollari').count()).toBe(0));
    await andrew.page.keyboard.press('Escape');
    await londo.page.getByText('You are no longer in this conversation.').waitFor();

    await andrew.send('Only the two of us now');
    await bayko.message('Only the two of us now').waitFor();
    expect(await londo.message('Only the two of us now').count()).toBe(0);
  });

  it('mute, pin and archive a conversation, and take that back', async () => {
    const { bayko } = windows;
    await bayko.choose('Babylon');
    await bayko.doWithConversation('Pin');
    await bayko.list.getByRole('link', { name: /Babylon.*pinned/ }).waitFor();
    await bayko.doWithConversation('Mute', 'For ever');
    await bayko.list.getByRole('link', { name: /Babylon.*muted/ }).waitFor();
    await bayko.doWithConversation('Archive');
    await bayko.list.getByRole('link', { name: /Babylon/ }).waitFor({ state: 'detached' });
    await bayko.button('Archived').click();
    await bayko.list.getByRole('link', { name: /Babylon/ }).waitFor();
    await bayko.doWithConversation('Take out of the archive');
    await bayko.button('Chats').click();
    await bayko.list.getByRole('link', { name: /Babylon/ }).waitFor();
  });

  it('ask somebody who wants to be asked, and are let in', async () => {
    const { bayko, londo } = windows;
    await londo.openSettings();
    await londo.page.getByRole('radio', { name: 'New people ask first' }).check();
    await londo.page.keyboard.press('Escape');

    await bayko.beginWith('londo', 'May I?');
    await londo.page.getByRole('button', { name: /Requests/ }).click();
    await londo.button('Accept Andrew Bayko').click();
    await londo.message('May I?').waitFor();
    await londo.send('You may');
    await bayko.message('You may').waitFor();
  });

  it('block somebody, report a message, and take the block back', async () => {
    const { bayko, londo } = windows;
    await londo.act('May I?', 'Report');
    await londo.page.getByRole('dialog').getByRole('textbox').fill('It is rude');
    await londo.page.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
    await londo.page.getByText('The message is reported.').waitFor();

    await londo.doWithConversation('Block');
    await londo.page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
    await londo.page.getByText('You have blocked this person.').waitFor();
    await eventually(async () => {
      await bayko.send('Are you there?');
      await bayko.page.getByRole('article', { name: 'Not sent', exact: true }).first().waitFor({ timeout: 3_000 });
    });
    await bayko.send('Are you still there?');
    const refused = bayko.page.getByRole('article', { name: 'Not sent', exact: true }).filter({ hasText: 'still' });
    await refused.waitFor();
    await bayko.page.reload();
    await refused.waitFor();

    await londo.doWithConversation('Unblock');
    await londo.composer.waitFor();
    await eventually(async () => {
      if (await refused.isVisible()) await refused.getByRole('button', { name: 'Try again' }).click();
      await londo.message('Are you still there?').waitFor({ timeout: 3_000 });
    });
    expect(await londo.message('Are you still there?').count()).toBe(1);
  });

  it('change their name', async () => {
    const { andrewbrown: andrew } = windows;
    await andrew.openSettings();
    const dialog = andrew.page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Andrew of Babylon');
    await dialog.getByRole('button', { name: 'Save the profile' }).click();
    await dialog.getByText('Saved.').waitFor();
    await andrew.page.keyboard.press('Escape');
    await andrew.page.getByRole('heading', { name: 'Andrew of Babylon' }).waitFor();
  });
});
