import { ConfigResourceTypes } from 'kafkajs';
import type { KafkaClient } from './client';
import { withAdmin } from './with-admin';

/** How long a topic has what was published on it; -1: for ever. */
export interface TopicLifetime {
  topic: string;
  /** The last record of each key stays, and of the others each goes within this time behind a later one. */
  isCompacted: boolean;
  milliseconds: number;
}

const [POLICY, RETENTION, LAG] = ['cleanup.policy', 'retention.ms', 'max.compaction.lag.ms'] as const;
const NO_LAG = '9223372036854775807';

/** In the order of the topics. */
export const topicLifetimes = (kafka: KafkaClient, topics: string[]): Promise<TopicLifetime[]> =>
  withAdmin(kafka, async (admin) => {
    const configNames = [POLICY, RETENTION, LAG];
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames })),
    });
    return topics.map((topic) => {
      const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
      const valueOf = (name: string): string =>
        entries.find(({ configName }) => configName === name)?.configValue ?? '';
      const isCompacted = valueOf(POLICY).includes('compact');
      const limit = valueOf(isCompacted ? LAG : RETENTION);
      return { topic, isCompacted, milliseconds: limit === NO_LAG ? -1 : Number(limit) };
    });
  });
