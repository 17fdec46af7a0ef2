import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { forOthersToo } from '@app/common/tracing';
import type { LiveRecord } from '../changes/live-record';
import { KafkaFeed } from '../feed/kafka-feed';
import { TableConversations } from '../table/table-conversations';
import { LiveSignals } from './live-signals';

/** So often one person's typing in a conversation is told. */
const TYPING_EVERY_MS = 3_000;
const REMEMBERED_TYPING = 10_000;

/** What is told to who watches, beside what is stored. */
@Injectable()
export class LiveUpdates {
  private readonly typing = new LRUCache<string, true>({
    max: REMEMBERED_TYPING,
    ttl: TYPING_EVERY_MS,
    perf: { now: () => performance.now() },
  });
  /** Of whom the conversation does not wait: so it stays. */
  private readonly accepted = new LRUCache<string, true>({ max: REMEMBERED_TYPING });

  constructor(
    private readonly feed: KafkaFeed,
    private readonly signals: LiveSignals,
    private readonly conversations: TableConversations,
  ) {}

  start(): void {
    this.feed.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.feed.stop(), this.signals.close()]);
  }

  own(record: LiveRecord): void {
    this.signals.tell(record);
  }

  /** A person has come on in a conversation; it is a remark on a request that has been answered. */
  moved(userUuid: string, groupUuid: string): void {
    void forOthersToo(() => this.conversations.members(groupUuid, userUuid)).then(
      (userUuids) => this.signals.tell({ userUuids, signal: { kind: 'read', groupUuid, userUuid } }),
      () => undefined,
    );
  }

  /** To nobody while the conversation waits for this person. @throws DomainError `message_group_not_found`. */
  async type(userUuid: string, groupUuid: string): Promise<void> {
    const members = await this.conversations.members(groupUuid, userUuid);
    const key = `${userUuid} ${groupUuid}`;
    if (this.typing.has(key)) return;
    this.typing.set(key, true);
    if (!(await this.hasAccepted(key, userUuid, groupUuid))) return;
    const data = { message_group_uuid: groupUuid, uuid: userUuid };
    const signal = { kind: 'event', event: { event: 'typing', data }, groupUuid } as const;
    this.signals.tell({ userUuids: members.filter((uuid) => uuid !== userUuid), signal }, { isFleeting: true });
  }

  /** Whoever has sent a request learns nothing of who reads it. */
  private async hasAccepted(key: string, userUuid: string, groupUuid: string): Promise<boolean> {
    if (this.accepted.has(key)) return true;
    if ((await this.conversations.row(userUuid, groupUuid))?.isHidden) return false;
    this.accepted.set(key, true);
    return true;
  }
}
