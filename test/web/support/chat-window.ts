import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { DEMO_USERS } from '../../../apps/users/src/admin/demo-users';

export type Handle = (typeof DEMO_USERS)[number]['handle'];

export const nameOf = (handle: Handle): string => DEMO_USERS.find((each) => each.handle === handle)!.displayName;

/** A message as the page shows it. */
export interface SeenMessage {
  number: number;
  text: string;
}

/** Longer than the page takes on a machine that does many other things. */
const PATIENCE_MS = 60_000;

/** The page, as one person has it in a browser of their own. */
export class ChatWindow {
  /** What the browser complains of; the page gives no reason to. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<ChatWindow> {
    const context = await browser.newContext({ viewport: { width: 1_100, height: 700 }, ...options });
    const window = new ChatWindow(context, await context.newPage());
    await window.page.goto(url);
    return window;
  }

  /** Signed in as a demo user. */
  static async of(
    handle: Handle,
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<ChatWindow> {
    const window = await ChatWindow.open(browser, url, options);
    await window.button(`Continue as ${nameOf(handle)}`).click();
    await window.list.waitFor();
    return window;
  }

  get list(): Locator {
    return this.page.getByRole('navigation', { name: 'Conversations' });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The messages that are drawn: those in view, and some beside them. */
  get messages(): Locator {
    return this.page.locator('li[aria-posinset] article');
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text });
  }

  /** One's own that have no number yet. */
  get unsent(): Locator {
    return this.page.getByRole('article', { name: 'Not sent yet' });
  }

  async choose(name: string): Promise<void> {
    await this.list.getByRole('link', { name }).click();
    await this.composer.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Writes to somebody by their handle, in a conversation that may be there already. */
  async beginWith(handle: Handle, text: string): Promise<void> {
    await this.button('New').click();
    await this.page.getByRole('menuitem', { name: 'New conversation' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Handle' }).fill(handle);
    await dialog.getByRole('textbox', { name: 'First message' }).fill(text);
    await dialog.getByRole('button', { name: 'Send' }).click();
    await this.composer.waitFor();
  }

  /** By the menu of the open conversation, and one within it. */
  async doWithConversation(...items: string[]): Promise<void> {
    await this.button('Conversation menu').click();
    for (const name of items) await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  async openSettings(): Promise<void> {
    await this.button('Account').click();
    await this.page.getByRole('menuitem', { name: 'Settings' }).click();
    await this.page.getByRole('dialog', { name: 'Settings' }).waitFor();
  }

  /** By the menu of a message. */
  async act(text: string, action: string): Promise<void> {
    const message = this.message(text).first();
    await message.hover();
    const button = message.getByRole('button', { name: action });
    if (await button.count()) return button.click();
    await message.getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  /** `name` is what the emoji shows. */
  async react(text: string, name: string): Promise<void> {
    const message = this.message(text).first();
    await message.hover();
    await message.getByRole('button', { name: 'React' }).click();
    await this.button(name).click();
  }

  /** What somebody wrote, without what it answers and how far it has come. */
  textOf(message: Locator): Locator {
    return message.locator('xpath=./div/p');
  }

  /** What the open conversation shows from its beginning to its end, as somebody sees it who scrolls through all of it. */
  async scrollThrough(): Promise<SeenMessage[]> {
    const log = this.page.getByRole('log');
    for (let first = Infinity; first > 1;) first = await log.evaluate(scrollToStart);
    const seen = await log.evaluate(scrollToEnd);
    return seen.map(([number, text]) => ({ number, text })).sort((one, other) => one.number - other.number);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** As far up as is loaded; more is loaded then. @returns the first number that is drawn there. */
async function scrollToStart(log: Element): Promise<number> {
  log.scrollTo(0, 0);
  for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  return Math.min(...[...log.querySelectorAll('li[aria-posinset]')].map((item) => Number(item.ariaPosInSet)));
}

/** In steps that leave nothing out, since more is drawn than is in view. */
async function scrollToEnd(log: Element): Promise<[number, string][]> {
  const seen = new Map<number, string>();
  for (let isAtEnd = false; !isAtEnd;) {
    for (const item of log.querySelectorAll('li[aria-posinset]'))
      seen.set(Number(item.ariaPosInSet), item.querySelector('article > div > p')?.textContent ?? '');
    isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 2;
    log.scrollBy(0, log.clientHeight * 1.3);
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  }
  return [...seen];
}
