import { type Admin, ConfigResourceTypes, ConfigSource } from 'kafkajs';

export interface TopicConfigEntry {
  name: string;
  value: string;
}

/** That Kafka gives a record the time of the broker that gets it. */
export const LOG_APPEND_TIME: TopicConfigEntry = { name: 'message.timestamp.type', value: 'LogAppendTime' };

/** As `DescribeConfigs` tells where a value comes from. */
const SET_FOR_THE_TOPIC = ConfigSource.TOPIC_CONFIG;

/** What holds for a topic, whoever has set it. */
export async function topicConfigOf(admin: Admin, topic: string, names?: string[]): Promise<Map<string, string>> {
  const entries = await describe(admin, topic, names);
  return new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
}

/** Sets what differs; what else is set for the topic stays. @returns whether anything differed. */
export async function mendTopicConfig(admin: Admin, topic: string, wanted: TopicConfigEntry[]): Promise<boolean> {
  const entries = await describe(admin, topic);
  const now = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
  if (wanted.every(({ name, value }) => now.get(name) === value)) return false;
  // Kafka forgets what is not named.
  const kept = entries.filter(({ configSource }) => configSource === SET_FOR_THE_TOPIC);
  const all = new Map([
    ...kept.map(({ configName, configValue }) => [configName, configValue] as const),
    ...wanted.map(({ name, value }) => [name, value] as const),
  ]);
  const configEntries = [...all].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
  });
  return true;
}

async function describe(admin: Admin, topic: string, configNames?: string[]) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, ...(configNames && { configNames }) }],
  });
  return resources[0]?.configEntries ?? [];
}
