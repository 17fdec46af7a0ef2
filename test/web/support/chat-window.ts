import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD, DEMO_USERS } from '../../../apps/users/src/admin/demo-users';

export type Handle = (typeof DEMO_USERS)[number]['handle'];

export const nameOf = (handle: Handle): string => DEMO_USERS.find((each) => each.handle === handle)!.displayName;

export { DEMO_PASSWORD };

interface WindowOptions {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** The page, as one person has it in a browser of their own. */
export class ChatWindow {
  /** What the browser complains of: nothing of it may come from the page. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, options: WindowOptions = {}): Promise<ChatWindow> {
    const context = await browser.newContext({ viewport: { width: 1_100, height: 700 }, ...options });
    const window = new ChatWindow(context, await context.newPage());
    await window.page.goto(url);
    return window;
  }

  static async of(handle: Handle, browser: Browser, url: string, options: WindowOptions = {}): Promise<ChatWindow> {
    const window = await ChatWindow.open(browser, url, options);
    await window.page.getByRole('button', { name: nameOf(handle) }).click();
    await window.list.waitFor();
    return window;
  }

  get list() {
    return this.page.getByRole('navigation', { name: 'Conversations' });
  }

  get composer() {
    return this.page.getByRole('textbox', { name: 'Write a message' });
  }

  async choose(name: string): Promise<void> {
    await this.list.getByRole('link', { name }).click();
    await this.composer.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
