import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Counter, Registry } from 'prom-client';
import type { Account, Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { forOthersToo } from '@app/common/tracing';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { AccountsClient } from './accounts.client';

/** Called before somebody who is unknown yet is asked for in the pool; what it throws is the answer. */
type BeforeSignUp = () => void;

/** Where Kafka tells nobody of a suspension, it holds within a minute all the same, whatever is configured. */
const LONGEST_SECONDS = 45;

interface Identity {
  person: Person;
  isSuspended: boolean;
}

/**
 * Finds the person behind a token's subject. Answers are kept briefly, and concurrent look-ups of one subject are one
 * call. That a person is unknown is never kept, so a new user gets in at once.
 */
@Injectable()
export class Identities {
  private readonly people: LRUCache<string, Identity, BeforeSignUp>;
  private readonly lookUps: Counter<'outcome'>;

  constructor(accounts: AccountsClient, @Inject(GATEWAY_CONFIG) config: GatewayConfig, registry: Registry) {
    this.people = new LRUCache({
      max: config.IDENTITY_CACHE_SIZE,
      ttl: Math.min(config.IDENTITY_CACHE_SECONDS, LONGEST_SECONDS) * 1_000,
      fetchMethod: (subject, _stale, { context }) => forOthersToo(() => identityBehind(accounts, subject, context)),
      // A look-up that the size limit pushes out is still answered.
      ignoreFetchAbort: true,
    });
    this.lookUps = new Counter({
      name: 'cruddur_identity_lookups_total',
      help: "Questions who is behind a token's subject: hits were remembered, misses are asked of the users service",
      labelNames: ['outcome'],
      registers: [registry],
    });
    for (const outcome of ['hit', 'miss']) this.lookUps.inc({ outcome }, 0);
  }

  /** The next request of each of these users looks them up again. */
  forget(userUuids: Set<string>): void {
    for (const [subject, { person }] of [...this.people.entries()]) {
      if (userUuids.has(person.uuid)) this.people.delete(subject);
    }
  }

  /** @throws DomainError `user_not_registered` when no user has this subject, `account_suspended`. */
  async personOf(subject: string, beforeSignUp: BeforeSignUp): Promise<Person> {
    const { person, isSuspended } = await this.identityOf(subject, beforeSignUp);
    if (isSuspended) throw new DomainError('account_suspended');
    return person;
  }

  private async identityOf(subject: string, beforeSignUp: BeforeSignUp): Promise<Identity> {
    this.lookUps.inc({ outcome: this.people.has(subject) ? 'hit' : 'miss' });
    try {
      return await this.people.forceFetch(subject, { context: beforeSignUp });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'user_not_found') throw new DomainError('user_not_registered');
      throw error;
    }
  }
}

/** Who has signed up; else whoever the pool knows, who signs up by this. @throws DomainError `user_not_found`. */
async function identityBehind(
  accounts: AccountsClient,
  subject: string,
  beforeSignUp: BeforeSignUp,
): Promise<Identity> {
  const registered = await accounts.findRegistered(subject);
  if (registered) return toIdentity(registered);
  beforeSignUp();
  return toIdentity(await accounts.byCognitoId(subject));
}

const toIdentity = ({ suspended, ...person }: Account): Identity => ({ person, isSuspended: suspended === true });
