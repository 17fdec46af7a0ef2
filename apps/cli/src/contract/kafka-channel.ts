import { topicDefinitions } from '@local-stack/provisioning/provide-topics';

const KAFKA = { $ref: '#/servers/kafka' };

/** As much of it as the binding has names for. */
const TOLD_CONFIGURATION = /^(cleanup\.policy|retention\..*)$/;

/** A topic, with as much of its definition as is told. */
export function channelOf(topic: string): object {
  const definition = topicDefinitions('').find((each) => each.topic === topic);
  const { numPartitions, configEntries = [] } = definition ?? {};
  const told = configEntries.filter(({ name }) => TOLD_CONFIGURATION.test(name));
  const configuration = Object.fromEntries(
    told.map(({ name, value }) => [name, name === 'cleanup.policy' ? value.split(',') : Number(value)]),
  );
  return {
    address: topic,
    servers: [KAFKA],
    bindings: {
      kafka: {
        topic,
        partitions: numPartitions,
        ...(told.length > 0 && { topicConfiguration: configuration }),
        bindingVersion: '0.5.0',
      },
    },
  };
}

export function kafkaKey(description: string): object {
  return { kafka: { key: { type: 'string', description }, bindingVersion: '0.5.0' } };
}
