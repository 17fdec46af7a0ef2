import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainError } from '@app/common/errors';
import { SharedWork } from '../conversations/requests/shared-work';
import { type ContactFacts, ContactFactsStore, type PairContact } from './contact-facts.store';
import { RequestsStore } from './requests.store';

/** With the time that a read and a write take, a block holds in every process 5 s later at the latest. */
const KNOWN_FOR_MS = 4_000;
const REMEMBERED_PAIRS = 50_000;

type FactsStore = Pick<ContactFactsStore, 'ofPair' | 'allTakeMembershipFrom'>;

/**
 * Who may write to whom.
 *
 * Who is blocked hears what everybody hears of a person who takes messages from nobody, after the same requests. What was read
 * of a pair holds for 4 s from the moment when it was asked for; who sends on and on costs one read in that time.
 */
@Injectable()
export class ContactRules {
  private readonly known = new LRUCache<string, ContactFacts>({
    max: REMEMBERED_PAIRS,
    ttl: KNOWN_FOR_MS,
    perf: { now: () => performance.now() },
  });
  private readonly readings = new SharedWork<ContactFacts>();

  constructor(
    @Inject(ContactFactsStore) private readonly facts: FactsStore,
    @Inject(RequestsStore) private readonly requests: Pick<RequestsStore, 'accept'>,
  ) {}

  /**
   * Before the transaction that may start the conversation of a pair.
   * @returns what the recipient's row begins with.
   * @throws DomainError `recipient_blocked` where the sender blocks the recipient, `recipient_takes_no_messages`.
   */
  async allowStart(pair: PairContact): Promise<{ request?: 'pending' }> {
    const { accepts } = allowed(await this.factsOf(pair));
    return accepts === 'requests' ? { request: 'pending' } : {};
  }

  /**
   * Right before a message is stored in the conversation that a pair has. If it was waiting for the sender, the sender accepts it
   * by this.
   * @throws DomainError as `allowStart`.
   */
  async allowSend(pair: PairContact): Promise<void> {
    const facts = allowed(await this.factsOf(pair, ({ waitsForSender }) => waitsForSender !== undefined));
    if (!facts.waitsForSender) return;
    await this.requests.accept(pair.senderUuid, pair.groupUuid);
    facts.waitsForSender = false;
  }

  /**
   * Before people become members of a group. Blocks of others leave it alone.
   * @param byUuids who adds them, and who owns the group.
   * @throws DomainError `member_takes_no_messages`, which does not tell of whom.
   */
  async allowMembers(memberUuids: readonly string[], byUuids: readonly string[]): Promise<void> {
    const doAll = await this.facts.allTakeMembershipFrom(memberUuids, [...new Set(byUuids)]);
    if (!doAll) throw new DomainError('member_takes_no_messages');
  }

  /** What two have said of each other has changed: this process asks again. */
  forget(oneUuid: string, otherUuid: string): void {
    this.known.delete(nameOf(oneUuid, otherUuid));
    this.known.delete(nameOf(otherUuid, oneUuid));
  }

  /** @param suffices otherwise what is known is read again: a conversation may have begun since. */
  private async factsOf(pair: PairContact, suffices: (facts: ContactFacts) => boolean = () => true) {
    const name = nameOf(pair.senderUuid, pair.recipientUuid);
    const known = this.known.get(name);
    if (known && suffices(known)) return known;
    return this.readings.run(name, async () => {
      const start = performance.now();
      const facts = await this.facts.ofPair(pair);
      this.known.set(name, facts, { start });
      return facts;
    });
  }
}

const nameOf = (senderUuid: string, recipientUuid: string): string => `${senderUuid} ${recipientUuid}`;

/** One's own block comes first: the answer then tells nothing of the other. */
function allowed(facts: ContactFacts): ContactFacts {
  if (facts.senderBlocks) throw new DomainError('recipient_blocked');
  if (facts.recipientBlocks || facts.accepts === 'nobody') throw new DomainError('recipient_takes_no_messages');
  return facts;
}
