import { createSecretKey } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import type { KeySet } from './issuer-keys';
import { SigningKeys } from './signing-keys';

const MAX_AGE_MS = 300_000;
const KEPT_MS = 3_600_000;
const SPACING_MS = 1_000;

/** A scripted issuer: which keys it has, whether it answers, how often it was asked. */
class Issuer {
  ids = ['one'];
  material = 'first';
  isAway = false;
  asked = 0;
  changes = 0;
  now = 0;

  readonly keys = new SigningKeys({
    fetch: () => this.answer(),
    maxAgeMs: MAX_AGE_MS,
    keptMs: KEPT_MS,
    spacingMs: SPACING_MS,
    onChange: () => (this.changes += 1),
    time: { now: () => this.now, sleep: (ms) => turn().then(() => this.pass(ms)) },
  });

  pass(ms: number): void {
    this.now += ms;
  }

  private async answer(): Promise<KeySet> {
    this.asked += 1;
    await turn();
    if (this.isAway) throw new DomainError('service_unavailable');
    const publicKey = createSecretKey(Buffer.from('a key'));
    return new Map(this.ids.map((kid) => [kid, { jwk: { kty: 'RSA', kid, n: this.material }, publicKey }]));
  }
}

let issuer: Issuer;
const idOf = async (keyId: string) => (await issuer.keys.find(keyId))?.jwk.kid;

const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
const log = jest.spyOn(Logger.prototype, 'log').mockImplementation();
afterAll(() => jest.restoreAllMocks());

beforeEach(async () => {
  jest.clearAllMocks();
  issuer = new Issuer();
  await issuer.keys.load();
});

it('asks once for a key that it then knows', async () => {
  await Promise.all([idOf('one'), idOf('one')]);
  expect([await idOf('one'), issuer.asked]).toEqual(['one', 1]);
});

it('finds a key that was published while made-up ids keep arriving', async () => {
  const madeUp = [1, 2, 3].map(() => idOf('made-up'));
  issuer.ids.push('two');
  expect(await idOf('two')).toBe('two');
  expect(await Promise.all(madeUp)).toEqual([undefined, undefined, undefined]);
});

it('asks at most once in the spacing, however many made-up ids arrive', async () => {
  for (let i = 0; i < 10; i += 1) {
    await Promise.all(Array.from({ length: 50 }, (_, each) => idOf(`made-up ${i} ${each}`)));
  }
  expect(issuer.asked).toBe(11);
  expect(issuer.now).toBeGreaterThanOrEqual(10 * SPACING_MS);
});

it('no longer knows a withdrawn key after the longest age, though nobody asks for an unknown one', async () => {
  issuer.ids = ['two'];
  issuer.pass(MAX_AGE_MS + 1);
  expect(await idOf('one')).toBeUndefined();
});

it('learns other material under the same id, and says so once', async () => {
  const before = issuer.changes;
  issuer.material = 'second';
  issuer.pass(MAX_AGE_MS + 1);
  expect((await issuer.keys.find('one'))?.jwk.n).toBe('second');
  expect(issuer.changes).toBe(before + 1);
});

it('asks in the background before the longest age is reached', async () => {
  issuer.material = 'second';
  issuer.pass(MAX_AGE_MS / 2 + 1);
  expect((await issuer.keys.find('one'))?.jwk.n).toBe('first');
  await turn();
  await turn();
  expect((await issuer.keys.find('one'))?.jwk.n).toBe('second');
});

it('keeps known keys while the issuer is away, and for no longer than they are kept', async () => {
  issuer.isAway = true;
  issuer.pass(MAX_AGE_MS + 1);
  expect(await idOf('one')).toBe('one');
  issuer.pass(KEPT_MS);
  await expect(idOf('one')).rejects.toMatchObject({ code: 'service_unavailable' });
  issuer.isAway = false;
  expect(await idOf('one')).toBe('one');
});

it('says of an unknown key that it may be a new one while the issuer is away, and asks no more often for it', async () => {
  issuer.isAway = true;
  for (let i = 0; i < 10; i += 1) {
    const madeUp = Array.from({ length: 50 }, (_, each) => idOf(`made-up ${i} ${each}`));
    for (const each of madeUp) await expect(each).rejects.toMatchObject({ code: 'signing_key_unknown' });
    expect(await idOf('one')).toBe('one');
  }
  expect(issuer.asked).toBe(11);
  issuer.isAway = false;
  issuer.ids.push('two');
  expect(await idOf('two')).toBe('two');
});

it('tells of an issuer that is away once, and once when it is back', async () => {
  issuer.isAway = true;
  for (const id of ['two', 'three']) await idOf(id).catch(() => undefined);
  expect([warn.mock.calls.length, log.mock.calls.length]).toEqual([1, 0]);
  issuer.isAway = false;
  for (const id of ['two', 'three']) await idOf(id);
  expect([warn.mock.calls.length, log.mock.calls.length]).toEqual([1, 1]);
});

it('can say nothing of any key before there are keys that count', async () => {
  issuer = new Issuer();
  issuer.isAway = true;
  await expect(idOf('one')).rejects.toMatchObject({ code: 'service_unavailable' });
});
