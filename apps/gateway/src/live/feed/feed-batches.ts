import { type EachBatchPayload } from '@app/common/kafka';
import { withHeartbeats } from '@app/common/kafka-consumer';
import { liveRecordOf, messageEventOf } from '../changes/live-record';
import type { FeedPlaces } from './feed-places';
import type { LiveHub } from './live-hub';
import type { MessagesTopic } from './messages-topic';
import type { ReadersOfChanges } from './readers-of-changes';

/** Hands to the hub what is read of Kafka: each record of the messages' topic once, in its partition's order. */
export class FeedBatches {
  constructor(
    private readonly hub: LiveHub,
    private readonly topic: MessagesTopic,
    private readonly places: FeedPlaces,
    private readonly readers: ReadersOfChanges,
    private readonly end: AbortSignal,
  ) {}

  async take(payload: EachBatchPayload): Promise<void> {
    const giveUp = new AbortController();
    const take = payload.batch.topic === this.topic.name ? this.takeChanges(payload) : this.takeSignals(payload);
    try {
      await withHeartbeats(
        () => payload.heartbeat(),
        giveUp,
        () => take,
      );
    } catch (error) {
      if (!this.end.aborted) throw error;
    }
  }

  private takeSignals(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    for (const record of batch.messages) {
      const told = liveRecordOf(record);
      if (told) this.hub.signal(told.userUuids, told.signal);
    }
    payload.resolveOffset(batch.lastOffset());
    return Promise.resolve();
  }

  private async takeChanges(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition, messages } = batch;
    const first = messages[0];
    const next = this.hub.positions.get(partition);
    if (!first || next === undefined || Number(first.offset) > next) {
      // A member that has just joined begins at the end; what is between has to be read.
      if (first && next !== undefined) this.places.goOn([partition]);
      return;
    }
    for (const record of messages) {
      const offset = Number(record.offset);
      if (offset < (this.hub.positions.get(partition) ?? 0)) continue;
      const event = messageEventOf(record);
      const change = event && (await this.readers.changeOf(event, Number(record.timestamp)));
      const bytes = (record.value?.length ?? 0) + 512;
      this.hub.read(partition, offset, Number(record.timestamp), change && { change, bytes });
      if (this.end.aborted) return;
    }
    payload.resolveOffset(batch.lastOffset());
  }
}
