import { Inject, Injectable } from '@nestjs/common';
import { type Message, type Span, WHOLE } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Entry } from '@app/common/table';
import { ContactRules } from '../contact/contact-rules';
import { ofWriter } from '../conversations/standing/conversation';
import type { NextRevision, RevisionHead } from '../conversations/revisions/revision';
import { RevisionHeads } from '../conversations/revisions/revision-heads';
import { RevisionsStore } from '../conversations/revisions/revisions.store';
import { Standings } from '../conversations/standing/standings';
import { whileContended } from '../conversations/requests/while-contended';
import { SendingMetrics } from '../sending/sending-metrics';

/** What the rules of changing ask of the table. */
export type ChangingStore = Pick<RevisionsStore, 'entry' | 'reactors' | 'takeRevision'>;

/** What every change reads and asks before it, and how it becomes a revision. */
@Injectable()
export class ChangeableMessages {
  constructor(
    @Inject(RevisionsStore) private readonly store: ChangingStore,
    private readonly heads: RevisionHeads,
    @Inject(Standings) private readonly standings: Pick<Standings, 'spansOf'>,
    @Inject(SendingMetrics) private readonly sending: Pick<SendingMetrics, 'conflicts'>,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowSend'>,
  ) {}

  /** A stranger is refused before, and takes no place in the queue of those who change something. */
  async requireMember(groupUuid: string, userUuid: string): Promise<void> {
    await this.headFor(groupUuid, userUuid);
  }

  /**
   * @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike, after the same
   * requests, and `message_group_left`: what is remembered refuses nobody.
   */
  async headFor(groupUuid: string, userUuid: string): Promise<RevisionHead> {
    const known = this.heads.get(groupUuid);
    if (known?.memberUuids.includes(userUuid)) return known;
    return this.heads.confirm(ofWriter(await this.heads.readFor(groupUuid, userUuid)));
  }

  async head(groupUuid: string): Promise<RevisionHead> {
    const known = this.heads.get(groupUuid);
    if (known) return known;
    const head = await this.heads.read(groupUuid);
    if (!head) throw new DomainError('message_group_not_found');
    return this.heads.confirm(head);
  }

  /** @throws DomainError `message_not_found`. */
  async entry(groupUuid: string, number: number): Promise<Entry> {
    const entry = await this.store.entry(groupUuid, number);
    if (!entry) throw new DomainError('message_not_found');
    return entry;
  }

  /** What these may see: in a conversation of two, all. */
  async spansOf({ message, membersAt }: Entry, userUuids: readonly string[]): Promise<readonly (readonly Span[])[]> {
    if (membersAt === undefined) return userUuids.map(() => WHOLE);
    return this.standings.spansOf(message.groupUuid, userUuids);
  }

  async emojisOf({ groupUuid, number, reactions }: Message, userUuid: string): Promise<string[]> {
    if (!reactions) return [];
    const [reactor] = await this.store.reactors(groupUuid, number, [userUuid]);
    return reactor?.emojis ?? [];
  }

  /** What is written anew in a conversation of two is a word to the other, who may take none. What is taken back is none. */
  async allowWord({ groupUuid, memberUuids, membersAt }: RevisionHead, senderUuid: string): Promise<void> {
    const recipientUuid = membersAt === undefined ? memberUuids.find((uuid) => uuid !== senderUuid) : undefined;
    if (recipientUuid) await this.contacts.allowSend({ groupUuid, senderUuid, recipientUuid });
  }

  async take(head: RevisionHead, next: NextRevision): Promise<boolean> {
    const outcome = await this.store.takeRevision(next);
    if (outcome === 'taken') this.heads.remember({ ...head, revision: next.revision });
    if (outcome === 'revision_taken') this.heads.forget(head.groupUuid);
    return outcome === 'taken';
  }

  whileContended<Result>(attempt: () => Promise<Result | 'contended'>): Promise<Result> {
    return whileContended(attempt, () => this.sending.conflicts.inc());
  }
}
