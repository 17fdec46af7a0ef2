import { Inject, Injectable } from '@nestjs/common';
import {
  type DeleteMessageRequest,
  type EditMessageRequest,
  isOpen,
  type Message,
  showsEntry,
  type Span,
  WHOLE,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Entry, Reactor, RevisionKind } from '@app/common/table';
import { emojiOf } from '@app/common/text';
import { currentCorrelation, forOthersToo } from '@app/common/tracing';
import { ContactRules } from '../contact/contact-rules';
import { MESSAGES_CONFIG } from '../config/messages.config';
import { ofWriter } from '../conversations/conversation';
import type { Change, NextRevision, ReactionChange, RevisionHead } from '../conversations/revision';
import { RevisionHeads } from '../conversations/revision-heads';
import { RevisionsStore } from '../conversations/revisions.store';
import { Standings } from '../conversations/standings';
import { whileContended } from '../conversations/while-contended';
import { Clock } from '../conversations/clock';
import { SendingMetrics } from '../sending/sending-metrics';
import { type ChangeRules, planDeletion, planEdit } from './change-rules';
import { ChangesMetrics } from './changes-metrics';
import { ChangesQueue } from './changes-queue';
import { JoinedRequests } from './joined-requests';
import { nextRevision } from './next-revision';
import { planReactions } from './plan-reactions';

/** With the revision and the entry, far fewer items than one transaction takes. */
const MOST_JOINED_REACTIONS = 32;

/** A message after a change, as who has asked for it sees it. */
export interface ChangedMessage {
  message: Message;
  /** With what the asker has reacted to it. */
  ownEmojis: string[];
}

/** One person's wish to have reacted so. */
interface Reaction extends ReactionChange {
  callerGone: AbortSignal | undefined;
}

/** What the rules of changing ask of the table. */
export type ChangingStore = Pick<RevisionsStore, 'entry' | 'reactors' | 'takeRevision'>;

/**
 * The rules of changing what was sent: who may change which message, and which revision the change is.
 *
 * Who is a member is decided by what was read at the very revision that the change follows. What would change nothing takes no
 * revision, and is answered with the message: so every request can be repeated.
 */
@Injectable()
export class ChangingService {
  private readonly reactions = new JoinedRequests<Reaction, ChangedMessage>(MOST_JOINED_REACTIONS);

  constructor(
    @Inject(RevisionsStore) private readonly store: ChangingStore,
    private readonly queue: ChangesQueue,
    private readonly heads: RevisionHeads,
    @Inject(Standings) private readonly standings: Pick<Standings, 'spansOf'>,
    private readonly clock: Clock,
    @Inject(MESSAGES_CONFIG) private readonly rules: ChangeRules,
    private readonly metrics: ChangesMetrics,
    @Inject(SendingMetrics) private readonly sending: Pick<SendingMetrics, 'conflicts'>,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowSend'>,
  ) {}

  edit(groupUuid: string, number: number, request: EditMessageRequest): Promise<ChangedMessage> {
    return this.change('edited', { groupUuid, number, userUuid: request.userUuid }, (entry, now) =>
      planEdit(entry, request, this.rules, now),
    );
  }

  delete(groupUuid: string, number: number, request: DeleteMessageRequest): Promise<ChangedMessage> {
    return this.change('deleted', { groupUuid, number, userUuid: request.userUuid }, (entry, now) =>
      planDeletion(entry, request, this.rules, now),
    );
  }

  addReaction(groupUuid: string, number: number, text: string, userUuid: string): Promise<ChangedMessage> {
    return this.react(groupUuid, number, text, { userUuid, added: true });
  }

  removeReaction(groupUuid: string, number: number, text: string, userUuid: string): Promise<ChangedMessage> {
    return this.react(groupUuid, number, text, { userUuid, added: false });
  }

  /** @param plan what changes; undefined where nothing does. It throws what forbids it. */
  private async change(
    kind: RevisionKind,
    { groupUuid, number, userUuid }: { groupUuid: string; number: number; userUuid: string },
    plan: (entry: Entry, now: Date) => Change | undefined,
  ): Promise<ChangedMessage> {
    await this.requireMember(groupUuid, userUuid);
    return this.queue.run(groupUuid, () =>
      this.whileContended(async () => {
        const head = await this.headFor(groupUuid, userUuid);
        const before = await this.entry(groupUuid, number);
        const [spans] = await this.spansOf(before, [userUuid]);
        const refusal = refusalBy(spans!, number);
        if (refusal) throw refusal;
        const now = this.clock.now();
        const change = plan(before, now);
        const next = change && nextRevision({ head, before, change, userUuid, now });
        const { message } = next?.after ?? before;
        const ownEmojis = await this.emojisOf(message, userUuid);
        if (change?.kind === 'edited') await this.allowWord(head, userUuid);
        if (next && !(await this.take(head, next))) return 'contended';
        this.metrics.answered(kind, next ? 'changed' : 'repeated');
        return { message, ownEmojis };
      }),
    );
  }

  private async react(
    groupUuid: string,
    number: number,
    text: string,
    { userUuid, added }: Omit<ReactionChange, 'emoji'>,
  ): Promise<ChangedMessage> {
    const emoji = emojiOf(text);
    if (emoji === undefined) throw new DomainError('emoji_malformed');
    await this.requireMember(groupUuid, userUuid);
    const { callerGone } = currentCorrelation();
    return this.reactions.join(`${groupUuid} ${number}`, { userUuid, emoji, added, callerGone }, (take) =>
      forOthersToo(() => this.queue.run(groupUuid, () => this.reactTogether(groupUuid, number, take()))),
    );
  }

  /** Reactions to one message, as one revision at most. */
  private reactTogether(
    groupUuid: string,
    number: number,
    reactions: Reaction[],
  ): Promise<(ChangedMessage | DomainError)[]> {
    return this.whileContended(async () => {
      const head = await this.head(groupUuid);
      const before = await this.entry(groupUuid, number);
      const userUuids = [...new Set(reactions.map(({ userUuid }) => userUuid))];
      const spans = await this.spansOf(before, userUuids);
      const spansOf = new Map(userUuids.map((userUuid, place) => [userUuid, spans[place]!]));
      const kept = await this.keptFrom(head, reactions);
      const reactors = await this.store.reactors(groupUuid, number, userUuids);
      if (reactors.some((reactor) => isAhead(reactor, before))) return 'contended';
      const plan = planReactions(before, reactors, reactions, {
        refusalOf: (reaction) =>
          refusalOf(reaction, head, before, spansOf.get(reaction.userUuid)!) ??
          (reaction.added ? kept.get(reaction.userUuid) : undefined),
        areOn: this.rules.MESSAGE_CHANGES === 'on',
      });
      const next = plan.revision && nextRevision({ head, before, ...plan.revision, now: this.clock.now() });
      if (next && !(await this.take(head, next))) return 'contended';
      const { message } = next?.after ?? before;
      return plan.outcomes.map((outcome, place) => {
        if (outcome instanceof DomainError) return outcome;
        this.metrics.answered('reacted', outcome);
        return { message, ownEmojis: plan.emojisOf(reactions[place]!.userUuid) };
      });
    });
  }

  /** What is written anew in a conversation of two is a word to the other, who may take none. What is taken back is none. */
  private async allowWord({ groupUuid, memberUuids, membersAt }: RevisionHead, senderUuid: string): Promise<void> {
    const recipientUuid = membersAt === undefined ? memberUuids.find((uuid) => uuid !== senderUuid) : undefined;
    if (recipientUuid) await this.contacts.allowSend({ groupUuid, senderUuid, recipientUuid });
  }

  /** Who of those that react anew may not, and why. */
  private async keptFrom(head: RevisionHead, reactions: readonly Reaction[]): Promise<Map<string, DomainError>> {
    const kept = new Map<string, DomainError>();
    const reacting = new Set(reactions.filter(({ added }) => added).map(({ userUuid }) => userUuid));
    for (const userUuid of reacting) {
      try {
        await this.allowWord(head, userUuid);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        kept.set(userUuid, error);
      }
    }
    return kept;
  }

  private async take(head: RevisionHead, next: NextRevision): Promise<boolean> {
    const outcome = await this.store.takeRevision(next);
    if (outcome === 'taken') this.heads.remember({ ...head, revision: next.revision });
    if (outcome === 'revision_taken') this.heads.forget(head.groupUuid);
    return outcome === 'taken';
  }

  /** @throws DomainError `message_not_found`. */
  private async entry(groupUuid: string, number: number): Promise<Entry> {
    const entry = await this.store.entry(groupUuid, number);
    if (!entry) throw new DomainError('message_not_found');
    return entry;
  }

  /** What these may see: in a conversation of two, all. */
  private async spansOf(
    { message, membersAt }: Entry,
    userUuids: readonly string[],
  ): Promise<readonly (readonly Span[])[]> {
    if (membersAt === undefined) return userUuids.map(() => WHOLE);
    return this.standings.spansOf(message.groupUuid, userUuids);
  }

  private async emojisOf({ groupUuid, number, reactions }: Message, userUuid: string): Promise<string[]> {
    if (!reactions) return [];
    const [reactor] = await this.store.reactors(groupUuid, number, [userUuid]);
    return reactor?.emojis ?? [];
  }

  /** A stranger is refused before, and takes no place in the queue of those who change something. */
  private async requireMember(groupUuid: string, userUuid: string): Promise<void> {
    await this.headFor(groupUuid, userUuid);
  }

  /**
   * @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike, after the same
   * requests, and `message_group_left`: what is remembered refuses nobody.
   */
  private async headFor(groupUuid: string, userUuid: string): Promise<RevisionHead> {
    const known = this.heads.get(groupUuid);
    if (known?.memberUuids.includes(userUuid)) return known;
    return this.heads.confirm(ofWriter(await this.heads.readFor(groupUuid, userUuid)));
  }

  private async head(groupUuid: string): Promise<RevisionHead> {
    const known = this.heads.get(groupUuid);
    if (known) return known;
    const head = await this.heads.read(groupUuid);
    if (!head) throw new DomainError('message_group_not_found');
    return this.heads.confirm(head);
  }

  private whileContended<Result>(attempt: () => Promise<Result | 'contended'>): Promise<Result> {
    return whileContended(attempt, () => this.sending.conflicts.inc());
  }
}

const isRefusal = (error: unknown): error is DomainError => error instanceof DomainError && !error.retriable;

/** Somebody has just reacted in another process, between the reading of the entry and of this. */
const isAhead = (reactor: Reactor, { message }: Entry): boolean => reactor.revision > (message.revision ?? 0);

/** Why this one, who was a member just now, may neither react nor hear of the message. */
function refusalOf(
  { callerGone, userUuid }: Reaction,
  { memberUuids }: RevisionHead,
  { message }: Entry,
  spans: readonly Span[],
): DomainError | undefined {
  if (callerGone?.aborted) return new DomainError('caller_gone');
  if (!memberUuids.includes(userUuid)) return new DomainError('message_group_left');
  // Who has come back sees no later reactions to what was said before.
  const present = spans.filter(({ untilNumber }) => untilNumber === undefined);
  const refusal = refusalBy(present, message.number);
  if (refusal) return refusal;
  return message.deletedAt === undefined ? undefined : new DomainError('message_deleted');
}

/** What was read of the entry before the spans is of a time at which these let it be seen. */
function refusalBy(spans: readonly Span[], number: number): DomainError | undefined {
  if (!isOpen(spans)) return new DomainError('message_group_left');
  return showsEntry(spans, number) ? undefined : new DomainError('message_not_found');
}
