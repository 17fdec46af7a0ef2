import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connectivity } from './connectivity';

/** As the page's, and each lasts until the test ends it. */
class HeldPauses {
  private readonly ends: (() => void)[] = [];
  readonly pause = (): Promise<void> => new Promise((resolve) => this.ends.push(resolve));
  readonly wake = (): void => this.ends.splice(0).forEach((end) => end());

  get held(): number {
    return this.ends.length;
  }
}

describe('whether the service answers', () => {
  let browser: EventTarget;
  let server: Server;
  let url: string;
  let answer: [status: number, type: string];
  let closing: AbortController;
  let pauses: HeldPauses;
  let connectivity: Connectivity;
  let told: string[];

  beforeEach(() => {
    // In Node, a target that stays may keep listeners whose signal is aborted.
    browser = new EventTarget();
    const addEventListener = browser.addEventListener.bind(browser);
    for (const [name, value] of Object.entries({ addEventListener, document: browser, navigator: { onLine: true } }))
      Object.defineProperty(globalThis, name, { value, configurable: true });
  });

  beforeEach(async () => {
    answer = [200, 'application/json'];
    server = createServer((_request, response) => {
      response.writeHead(answer[0], { 'content-type': answer[1], connection: 'close' }).end('[]');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    closing = new AbortController();
    pauses = new HeldPauses();
    told = [];
    connectivity = new Connectivity(closing.signal, pauses);
    connectivity.tellTo({
      ask: () => connectivity.fetch(url),
      onChange: () => told.push(connectivity.isOffline ? 'away' : 'there'),
      onWake: () => told.push('wake'),
    });
  });
  afterEach(async () => {
    closing.abort(new Error('closed'));
    pauses.wake();
    server.close();
    await once(server, 'close');
  });

  it.each([
    ['it refuses', 403, 'application/problem+json', false],
    ['it has failed itself', 503, 'application/problem+json', false],
    ['something before it has no answer', 502, 'text/html', true],
  ])('when %s', async (_when, status, type, isOffline) => {
    answer = [status, type];
    await connectivity.fetch(url);
    expect(connectivity.isOffline).toBe(isOffline);
  });

  it('is asked until it does, and then what waits is woken', async () => {
    answer = [502, ''];
    await connectivity.fetch(url);
    expect([told, pauses.held]).toEqual([['away'], 1]);
    pauses.wake();
    while (pauses.held === 0) await new Promise(setImmediate);
    expect(told).toEqual(['away']);
    answer = [200, 'application/json'];
    pauses.wake();
    while (connectivity.isOffline) await new Promise(setImmediate);
    expect(told).toEqual(['away', 'there', 'wake']);
    expect(pauses.held).toBe(0);
  });

  it('is not told by a call that was given up', async () => {
    await expect(connectivity.fetch(url, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(connectivity.isOffline).toBe(false);
  });

  it('is known as soon as the browser has lost its network', async () => {
    browser.dispatchEvent(new Event('offline'));
    expect([told, pauses.held]).toEqual([['away'], 1]);
    browser.dispatchEvent(new Event('online'));
    while (connectivity.isOffline) await new Promise(setImmediate);
    expect(told).toEqual(['away', 'wake', 'there', 'wake']);
  });
});
