import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { PoolWithPages } from './support/hosted-pool';
import { PageWithoutService } from './support/page-without-service';

const USER_POOL_ID = 'us-east-1_Hosted';
const CLIENT_ID = 'the-page';

describeInBrowser('signing in on a page of the pool', () => {
  let server: PageWithoutService;
  let pool: PoolWithPages;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    server = await PageWithoutService.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  beforeEach(async () => {
    pool = await PoolWithPages.start(USER_POOL_ID, CLIENT_ID, server.url);
    server.signIn = { kind: 'hosted', endpoint: pool.url, user_pool_id: USER_POOL_ID, client_id: CLIENT_ID };
    server.tokens.length = 0;
    complaints = [];
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (told) => {
      if (/content security policy/i.test(told.text())) complaints.push(told.text());
    });
  });
  afterEach(async () => {
    await page.context().close();
    await pool.stop();
    expect(complaints).toEqual([]);
  });

  const signInButton = () => page.getByRole('button', { name: 'Sign in' });
  const signIn = async (name = 'delenn'): Promise<void> => {
    await signInButton().click();
    await page.getByPlaceholder('Enter any login').fill(name);
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
  };
  /** The page has a session, and goes on trying to reach the service. */
  const isIn = () => page.getByText('This page keeps trying').waitFor();
  const lastToken = () => server.tokens.at(-1) ?? '';
  const expire = () =>
    page.evaluate(`{
      const tokens = JSON.parse(sessionStorage.getItem('cruddur tokens'));
      sessionStorage.setItem('cruddur tokens', JSON.stringify({ ...tokens, expiresAt: 0 }));
    }`);
  const grants = () => pool.calls.flatMap(({ grant = [] }) => grant);

  it('comes back to where one was, with a token and without a code in the address', async () => {
    await page.goto(`${server.url}#/c/somewhere`);
    await signIn();
    await isIn();
    expect(page.url()).toBe(`${server.url}#/c/somewhere`);
    expect(await pool.ownerOf(lastToken())).toBe('delenn');
    expect(grants()).toEqual(['authorization_code']);
  });

  it('outlives that the page is loaded again, asking nobody', async () => {
    await page.goto(server.url);
    await signIn();
    await isIn();
    const token = lastToken();
    await page.reload();
    await isIn();
    expect([lastToken(), grants()]).toEqual([token, ['authorization_code']]);
  });

  it('gets another token by the refresh token', async () => {
    await page.goto(server.url);
    await signIn();
    await isIn();
    const token = lastToken();
    await expire();
    await page.reload();
    await isIn();
    expect(lastToken()).not.toBe(token);
    expect(await pool.ownerOf(lastToken())).toBe('delenn');
    expect(grants()).toEqual(['authorization_code', 'refresh_token']);
  });

  it('does not end while the pool is away, and ends when the pool refuses', async () => {
    await page.goto(server.url);
    await signIn();
    await isIn();
    await expire();
    await page.route(`${pool.url}/**`, (route) => route.abort());
    await page.reload();
    await isIn();
    expect(await page.evaluate("sessionStorage.getItem('cruddur tokens')")).not.toBeNull();

    const tokens = JSON.stringify({ access: 'old', refresh: 'revoked', expiresAt: 0 });
    await page.evaluate(`sessionStorage.setItem('cruddur tokens', '${tokens}')`);
    await page.unroute(`${pool.url}/**`);
    await page.getByText('You were signed out').waitFor();
    await signInButton().waitFor();
  });

  it('takes no code that was not asked for here', async () => {
    await page.goto(`${server.url}?code=stolen&state=guessed`);
    await page.getByText('This does not work now').waitFor();
    expect(page.url()).toBe(server.url);
    expect(pool.calls).toEqual([]);
  });

  it('ends with the session of the pool, whose refresh token is revoked', async () => {
    await page.goto(server.url);
    await signIn();
    await isIn();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await eventually(() => expect(pool.calls.at(-1)).toEqual({ path: '/oauth2/revoke', status: 200 }));
    await page.waitForURL(server.url);
    await signIn('lennier');
    await isIn();
    expect(await pool.ownerOf(lastToken())).toBe('lennier');
  });
});
