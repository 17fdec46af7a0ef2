import { DomainError } from '@app/common/errors';
import { growingPauses, pause } from '@app/common/patience';
import {
  GROUP_ROW,
  groupRowKey,
  MEMBERSHIP,
  membershipKey,
  revisionOf,
  SORT_KEY,
  type StoredItem,
} from '@app/common/table';
import type { MessagesStore } from '../../conversations/messages/messages.store';
import type { HeldItems } from './held-items';

const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** Waits until lists show what has happened in a conversation. */
export class ShownRows {
  constructor(
    private readonly messages: MessagesStore,
    private readonly held: HeldItems,
    private readonly userUuid: string,
  ) {}

  /** @throws DomainError `service_unavailable` where that takes too long: the relay or the projector is behind. */
  async waitFor(row: StoredItem, signal: AbortSignal): Promise<void> {
    const groupUuid = row[SORT_KEY];
    const revision = await this.newestChange(groupUuid);
    const deadline = performance.now() + PATIENCE_MS;
    for (const pauseMs of growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
      if (await this.areShown(groupUuid, revision)) return;
      if (performance.now() >= deadline) break;
      await pause(pauseMs, signal);
      signal.throwIfAborted();
    }
    throw new DomainError('service_unavailable', {
      detail: `the lists do not show yet what was erased in ${groupUuid}: cruddur relay status, then projector status`,
    });
  }

  /** Of an entry's text or reactions: rows do not say which change of a membership they have taken in by its revision. */
  private async newestChange(groupUuid: string): Promise<number> {
    let newest = 0;
    for await (const item of this.held.ofConversation(groupUuid, '!')) {
      const { kind, revision } = revisionOf(item);
      if (kind !== 'members') newest = revision;
    }
    return newest;
  }

  private async areShown(groupUuid: string, revision: number): Promise<boolean> {
    const { head } = await this.messages.headFor(groupUuid, this.userUuid);
    for (const userUuid of head?.conversation.memberUuids ?? []) {
      const row = await this.held.item(groupRowKey(userUuid, groupUuid));
      if (row && numberIn(row, GROUP_ROW.revision) < revision) return false;
    }
    return this.isClosed(groupUuid);
  }

  /** Whether the person's own row knows that they have left. */
  private async isClosed(groupUuid: string): Promise<boolean> {
    const row = await this.held.item(groupRowKey(this.userUuid, groupUuid));
    const membership = await this.held.item(membershipKey(groupUuid, this.userUuid));
    if (!row || !membership) return true;
    return numberIn(row, GROUP_ROW.spansAt) >= numberIn(membership, MEMBERSHIP.changedAt);
  }
}

function numberIn(item: StoredItem, name: string): number {
  const value = item[name];
  return typeof value === 'number' ? value : 0;
}
