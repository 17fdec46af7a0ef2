import { Inject, Injectable } from '@nestjs/common';
import type { DeleteMessageRequest, EditMessageRequest } from '@app/common/contracts';
import type { Entry, RevisionKind } from '@app/common/table';
import { MESSAGES_CONFIG } from '../config/messages.config';
import { Clock } from '../conversations/clock';
import type { Change } from '../conversations/revisions/revision';
import { type ChangeRules, planDeletion, planEdit } from './change-rules';
import { ChangeableMessages } from './changeable-messages';
import type { ChangedMessage } from './changed-message';
import { ChangesMetrics } from './changes-metrics';
import { ChangesQueue } from './changes-queue';
import { nextRevision } from './next-revision';
import { Reacting } from './reacting';
import { whyUnseen } from './why-unseen';

/**
 * The rules of changing what was sent: who may change which message, and which revision the change is.
 *
 * Who is a member is decided by what was read at the very revision that the change follows. What would change nothing takes no
 * revision, and is answered with the message: so every request can be repeated.
 */
@Injectable()
export class ChangingService {
  constructor(
    private readonly messages: ChangeableMessages,
    private readonly reacting: Reacting,
    private readonly queue: ChangesQueue,
    private readonly clock: Clock,
    @Inject(MESSAGES_CONFIG) private readonly rules: ChangeRules,
    private readonly metrics: ChangesMetrics,
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
    return this.reacting.react(groupUuid, number, text, { userUuid, added: true });
  }

  removeReaction(groupUuid: string, number: number, text: string, userUuid: string): Promise<ChangedMessage> {
    return this.reacting.react(groupUuid, number, text, { userUuid, added: false });
  }

  /** @param plan what changes; undefined where nothing does. It throws what forbids it. */
  private async change(
    kind: RevisionKind,
    { groupUuid, number, userUuid }: { groupUuid: string; number: number; userUuid: string },
    plan: (entry: Entry, now: Date) => Change | undefined,
  ): Promise<ChangedMessage> {
    await this.messages.requireMember(groupUuid, userUuid);
    return this.queue.run(groupUuid, () =>
      this.messages.whileContended(async () => {
        const head = await this.messages.headFor(groupUuid, userUuid);
        const before = await this.messages.entry(groupUuid, number);
        const [spans] = await this.messages.spansOf(before, [userUuid]);
        const refusal = whyUnseen(spans!, number);
        if (refusal) throw refusal;
        const now = this.clock.now();
        const change = plan(before, now);
        const next = change && nextRevision({ head, before, change, userUuid, now });
        const { message } = next?.after ?? before;
        const ownEmojis = await this.messages.emojisOf(message, userUuid);
        if (change?.kind === 'edited') await this.messages.allowWord(head, userUuid);
        if (next && !(await this.messages.take(head, next))) return 'contended';
        this.metrics.answered(kind, next ? 'changed' : 'repeated');
        return { message, ownEmojis };
      }),
    );
  }
}
