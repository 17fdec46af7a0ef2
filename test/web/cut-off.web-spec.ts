import type { Browser } from 'playwright-core';
import { Random } from '../faults/support/random';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { readAll } from '../support/ledger';
import { range } from '../support/range';
import { type MessageBody, RestClient } from '../support/rest-client';
import { type AppName, APPS, startStack, type TestStack } from '../support/stack';
import { TcpProxy } from '../support/tcp-proxy';
import { ChatWindow, type Handle, nameOf } from './support/chat-window';

const CUTS = process.env['WEB'] === 'long' ? 50 : 10;
/** Of each of the two. */
const SENDS = 100;
const PEOPLE = ['andrewbrown', 'bayko'] as const;

const random = new Random();

describeInBrowser('two people whose network comes and goes', () => {
  let stack: TestStack;
  let browser: Browser;
  let andrew: RestClient;
  let groupUuid: string;
  const proxies = {} as Record<Handle, TcpProxy>;
  const windows = {} as Record<Handle, ChatWindow>;

  beforeAll(async () => {
    console.info(`FAULTS_SEED=${random.seed}`);
    stack = await startStack();
    browser = await launchBrowser();
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    groupUuid = (await andrew.start('bayko', 'here we go')).body.message_group_uuid;
    for (const handle of PEOPLE) {
      proxies[handle] = new TcpProxy(new URL(stack.gatewayUrl));
      await proxies[handle].open();
      windows[handle] = await ChatWindow.of(handle, browser, proxies[handle].url);
    }
    await windows.andrewbrown.choose(nameOf('bayko'));
    await windows.bayko.choose(nameOf('andrewbrown'));
  });
  afterAll(async () => {
    await browser.close();
    await andrew.close();
    for (const proxy of Object.values(proxies)) await proxy.cut();
    await stack.stop();
  });

  /** Has each write their texts, one after the other, and tells how many are written in all. */
  async function write(label: string, onWritten: (count: number) => Promise<void> = () => Promise.resolve()) {
    let written = 0;
    await Promise.all(
      PEOPLE.map(async (handle) => {
        for (const index of range(SENDS)) {
          await windows[handle].send(`${label} ${handle} ${index}`);
          written += 1;
          await onWritten(written);
        }
      }),
    );
  }

  /** At random places, one behind the other; each takes one of the two or both away for some sends. */
  function plannedCuts(): { from: number; until: number; proxies: TcpProxy[] }[] {
    const step = Math.floor((2 * SENDS) / CUTS);
    const [one, other] = PEOPLE.map((handle) => proxies[handle]) as [TcpProxy, TcpProxy];
    return range(CUTS).map((index) => ({
      from: index * step + 1 + random.below(step / 2),
      until: (index + 1) * step - random.below(step / 4),
      proxies: [[one], [other], [one, other]][random.below(3)]!,
    }));
  }

  /** Each text is stored once, each person's in their order, and both pages show what is stored. */
  async function expectRight(label: string): Promise<void> {
    const textsOf = (stored: MessageBody[], handle: Handle): string[] =>
      stored.flatMap(({ handle: by, message }) => (by === handle && message.startsWith(`${label} `) ? [message] : []));
    const stored = await eventually(async () => {
      const all = await readAll(andrew, groupUuid);
      for (const handle of PEOPLE)
        expect(textsOf(all, handle)).toEqual(range(SENDS).map((index) => `${label} ${handle} ${index}`));
      return all;
    }, 120_000);
    for (const handle of PEOPLE) await eventually(async () => expect(await windows[handle].unsent.count()).toBe(0));
    const expected = stored.map(({ number, message }) => ({ number, text: message }));
    for (const handle of PEOPLE)
      await eventually(async () => expect(await windows[handle].scrollThrough()).toEqual(expected), 120_000);
    expect(PEOPLE.flatMap((handle) => windows[handle].complaints)).toEqual([]);
  }

  it(`show each message once, in one order, after ${CUTS} cuts in the middle of ${2 * SENDS} sends`, async () => {
    const cuts = plannedCuts();
    await write('cut', async (count) => {
      for (const { from, until, proxies: cut } of cuts) {
        if (from === count) for (const proxy of cut) await proxy.cut();
        if (until === count) for (const proxy of cut) await proxy.open();
      }
    });
    await expectRight('cut');
  });

  it('are right after every service was killed once while they write', async () => {
    const killing = [...APPS];
    const back: Promise<void>[] = [];
    await write('killed', async (count) => {
      if (count % Math.floor((2 * SENDS) / APPS.length) !== 1) return;
      const app = killing.shift() as AppName;
      await stack.kill(app, 'SIGKILL');
      back.push(stack.start(app));
    });
    await Promise.all(back);
    await expectRight('killed');
  });
});
