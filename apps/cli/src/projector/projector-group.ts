import { TOPICS } from '@app/common/events';
import { type ConsumerGroup, withConsumerGroup } from '@app/common/kafka';
import { withKafka } from '../services/kafka';
import type { Target } from '../where/target';

/** Where the projectors would go on from in one partition, and where they shall. */
export interface Replay {
  partition: number;
  committed: bigint;
  to: bigint;
}

/** The consumer group of the projectors, as Kafka knows it. */
export const withProjectorGroup = <Answer>(
  target: Target,
  work: (group: ConsumerGroup) => Promise<Answer>,
): Promise<Answer> =>
  withKafka(target, (kafka) => {
    const { KAFKA_TOPIC_PREFIX: prefix, PROJECTOR_GROUP_ID } = target;
    return withConsumerGroup(kafka, { group: prefix + PROJECTOR_GROUP_ID, topic: prefix + TOPICS.messages }, work);
  });

/** Back to the oldest record, or to the first that Kafka got at or after `since`; nowhere forwards, which would skip. */
export async function planReplay(group: ConsumerGroup, since?: number): Promise<Replay[]> {
  const starts = since === undefined ? undefined : await group.offsetsAt(since);
  return (await group.partitions()).flatMap(({ partition, low, committed }) => {
    const to = starts?.get(partition) ?? low;
    return committed !== undefined && to < committed ? [{ partition, committed, to }] : [];
  });
}

/** Nobody may be in the group. */
export const replay = (group: ConsumerGroup, replays: Replay[]): Promise<void> =>
  group.goOnFrom(replays.map(({ partition, to }) => ({ partition, offset: to })));
