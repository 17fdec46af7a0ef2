import { A_FEW_TIMES, createKafka, isKafkaAway, type KafkaClient, withAdvice } from '@app/common/kafka';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';
import { isHere, type Place } from '../where/place';
import type { Target } from '../where/target';
import './quiet-nest';

/** @throws CliError where nothing says which Kafka, which happens behind `--prod` alone. */
function brokersOf({ KAFKA_BROKERS }: Target): [string, ...string[]] {
  if (!KAFKA_BROKERS) throw new CliError('KAFKA_BROKERS is not set', { exitCode: EXIT.wrongUse });
  return KAFKA_BROKERS.split(',').map((broker) => broker.trim()) as [string, ...string[]];
}

/** It has no name of its own but that of its first broker. */
export function kafkaOf(target: Target): Place {
  const brokers = brokersOf(target);
  return {
    isOnThisMachine: isHere('KAFKA_BROKERS', target.KAFKA_BROKERS),
    name: brokers[0],
    description: `Kafka (${brokers.join(', ')})`,
  };
}

/** Lends a client, and tells in one line when Kafka does not answer. */
export async function withKafka<Answer>(
  target: Target,
  work: (kafka: KafkaClient) => Promise<Answer>,
): Promise<Answer> {
  const brokers = brokersOf(target);
  try {
    return await work(createKafka({ ...target, KAFKA_BROKERS: brokers }, 'cruddur', A_FEW_TIMES));
  } catch (error) {
    if (!isKafkaAway(error)) throw error;
    const message = `Kafka does not answer at ${target.KAFKA_BROKERS}: ${withAdvice(reasonOf(error))}`;
    throw new CliError(message, { exitCode: EXIT.unavailable, cause: error });
  }
}
