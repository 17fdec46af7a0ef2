import { Inject, Injectable } from '@nestjs/common';
import type { Span } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Entry, Reactor } from '@app/common/table';
import { emojiOf } from '@app/common/text';
import { currentCorrelation, forOthersToo } from '@app/common/tracing';
import { MESSAGES_CONFIG } from '../config/messages.config';
import { Clock } from '../conversations/clock';
import type { ReactionChange, RevisionHead } from '../conversations/revisions/revision';
import { RevisionsStore } from '../conversations/revisions/revisions.store';
import type { ChangeRules } from './change-rules';
import { ChangeableMessages, type ChangingStore } from './changeable-messages';
import type { ChangedMessage } from './changed-message';
import { ChangesMetrics } from './changes-metrics';
import { ChangesQueue } from './changes-queue';
import { JoinedRequests } from './joined-requests';
import { nextRevision } from './next-revision';
import { planReactions } from './plan-reactions';
import { whyUnseen } from './why-unseen';

/** With the revision and the entry, far fewer items than one transaction takes. */
const MOST_JOINED_REACTIONS = 32;

/** One person's wish to have reacted so. */
interface Reaction extends ReactionChange {
  callerGone: AbortSignal | undefined;
}

/** Reactions to one message that wait for their turn are one revision. */
@Injectable()
export class Reacting {
  private readonly reactions = new JoinedRequests<Reaction, ChangedMessage>(MOST_JOINED_REACTIONS);

  constructor(
    @Inject(RevisionsStore) private readonly store: Pick<ChangingStore, 'reactors'>,
    private readonly messages: ChangeableMessages,
    private readonly queue: ChangesQueue,
    private readonly clock: Clock,
    @Inject(MESSAGES_CONFIG) private readonly rules: ChangeRules,
    private readonly metrics: ChangesMetrics,
  ) {}

  async react(
    groupUuid: string,
    number: number,
    text: string,
    { userUuid, added }: Omit<ReactionChange, 'emoji'>,
  ): Promise<ChangedMessage> {
    const emoji = emojiOf(text);
    if (emoji === undefined) throw new DomainError('emoji_malformed');
    await this.messages.requireMember(groupUuid, userUuid);
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
    return this.messages.whileContended(async () => {
      const head = await this.messages.head(groupUuid);
      const before = await this.messages.entry(groupUuid, number);
      const userUuids = [...new Set(reactions.map(({ userUuid }) => userUuid))];
      const spans = await this.messages.spansOf(before, userUuids);
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
      if (next && !(await this.messages.take(head, next))) return 'contended';
      const { message } = next?.after ?? before;
      return plan.outcomes.map((outcome, place) => {
        if (outcome instanceof DomainError) return outcome;
        this.metrics.answered('reacted', outcome);
        return { message, ownEmojis: plan.emojisOf(reactions[place]!.userUuid) };
      });
    });
  }

  /** Who of those that react anew may not, and why. */
  private async keptFrom(head: RevisionHead, reactions: readonly Reaction[]): Promise<Map<string, DomainError>> {
    const kept = new Map<string, DomainError>();
    const reacting = new Set(reactions.filter(({ added }) => added).map(({ userUuid }) => userUuid));
    for (const userUuid of reacting) {
      try {
        await this.messages.allowWord(head, userUuid);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        kept.set(userUuid, error);
      }
    }
    return kept;
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
  const refusal = whyUnseen(present, message.number);
  if (refusal) return refusal;
  return message.deletedAt === undefined ? undefined : new DomainError('message_deleted');
}
