import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Logger } from '@nestjs/common';
import { describeError, DomainError } from '@app/common/errors';
import type { KeySet, SigningKey } from './issuer-keys';

export interface SigningKeysOptions {
  fetch: () => Promise<KeySet>;
  /** How long keys count after they were fetched. From half of this age on they are fetched in the background. */
  maxAgeMs: number;
  /** How long they count while the issuer is away. */
  keptMs: number;
  /** The least time between two fetches. */
  spacingMs: number;
  /** Called when keys were added, withdrawn or replaced. */
  onChange: () => void;
  time?: Time;
}

/** Passed in so that tests can fix it. */
export interface Time {
  /** Milliseconds since some fixed moment. */
  now: () => number;
  sleep: (ms: number) => Promise<unknown>;
}

const PRESENT: Time = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

/**
 * The issuer's keys.
 *
 * A withdrawn key, and other material under a known key id, is noticed within `maxAgeMs`. While the issuer is away, the
 * known keys count for `keptMs`.
 *
 * An unknown key id waits for a fetch that begins after it came; all ids that wait share that fetch. So made-up ids
 * cause no fetch each, and keep nobody from a key that was just published. While the issuer is away, an unknown id is
 * refused as one that may be a new key's: anybody can make one up, and must not have the issuer's outage shown to them.
 */
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);
  private known: KeySet = new Map();
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private hasFailed = false;
  private underWay: Promise<void> | undefined;
  private planned: Promise<void> | undefined;

  private readonly time: Time;

  constructor(private readonly options: SigningKeysOptions) {
    this.time = options.time ?? PRESENT;
  }

  /**
   * @returns undefined where the issuer has no such key.
   * @throws DomainError `signing_key_unknown` where it may be a new one, but the issuer cannot be asked;
   * `service_unavailable` while there are no keys that count, so that no token can be judged.
   */
  async find(keyId: string): Promise<SigningKey | undefined> {
    if (this.known.has(keyId)) await this.keepFresh();
    else await this.fetchForUnknown();
    return this.known.get(keyId);
  }

  /** Resolves once there are keys that count. @throws DomainError `service_unavailable`. */
  async load(): Promise<void> {
    if (this.age() > this.options.keptMs) await this.fetch();
  }

  private async fetchForUnknown(): Promise<void> {
    try {
      await this.fetchAfterNow();
    } catch (cause) {
      const isAway = cause instanceof DomainError && cause.retriable;
      if (!isAway || this.age() > this.options.keptMs) throw cause;
      throw new DomainError('signing_key_unknown', { cause });
    }
  }

  private async keepFresh(): Promise<void> {
    const { maxAgeMs, keptMs } = this.options;
    const age = this.age();
    if (age < maxAgeMs / 2) return;
    if (age > keptMs) return this.fetchAfterNow();
    const fetched = this.waitBeforeFetchMs() > 0 ? Promise.resolve() : this.fetch().catch(() => undefined);
    if (age > maxAgeMs && !this.hasFailed) await fetched;
  }

  private fetch(): Promise<void> {
    this.underWay ??= this.tryToFetch().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  private fetchAfterNow(): Promise<void> {
    this.planned ??= this.plan();
    return this.planned;
  }

  private async plan(): Promise<void> {
    await this.untilFree();
    this.planned = undefined;
    await this.fetch();
  }

  private async untilFree(): Promise<void> {
    while (this.underWay ?? this.waitBeforeFetchMs() > 0) {
      await (this.underWay?.catch(() => undefined) ?? this.time.sleep(this.waitBeforeFetchMs()));
    }
  }

  private async tryToFetch(): Promise<void> {
    this.triedAt = this.time.now();
    try {
      const keys = await this.options.fetch();
      this.fetchedAt = this.triedAt;
      if (this.hasFailed) this.logger.log('the signing keys can be had again');
      this.hasFailed = false;
      this.take(keys);
    } catch (error) {
      if (!this.hasFailed) this.logger.warn(describeError(error));
      this.hasFailed = true;
      throw error;
    }
  }

  private take(keys: KeySet): void {
    const hasChanged = !isDeepStrictEqual(jwksOf(keys), jwksOf(this.known));
    this.known = keys;
    if (hasChanged) this.options.onChange();
  }

  private age(): number {
    return this.time.now() - this.fetchedAt;
  }

  private waitBeforeFetchMs(): number {
    return Math.max(0, this.triedAt + this.options.spacingMs - this.time.now());
  }
}

const jwksOf = (keys: KeySet) => [...keys.values()].map(({ jwk }) => jwk);
