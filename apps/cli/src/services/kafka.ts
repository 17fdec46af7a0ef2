import { A_FEW_TIMES, createKafka, isKafkaAway, type KafkaClient, withAdvice } from '@app/common/kafka';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';
import type { Target } from '../where/target';

/** Lends a client, and tells in one line when Kafka does not answer. */
export async function withKafka<Answer>(
  target: Target,
  work: (kafka: KafkaClient) => Promise<Answer>,
): Promise<Answer> {
  if (!target.KAFKA_BROKERS) throw new CliError('KAFKA_BROKERS is not set', { exitCode: EXIT.wrongUse });
  const brokers = target.KAFKA_BROKERS.split(',');
  try {
    return await work(createKafka({ ...target, KAFKA_BROKERS: brokers }, 'cruddur', A_FEW_TIMES));
  } catch (error) {
    if (!isKafkaAway(error)) throw error;
    const message = `Kafka does not answer at ${target.KAFKA_BROKERS}: ${withAdvice(reasonOf(error))}`;
    throw new CliError(message, { exitCode: EXIT.unavailable, cause: error });
  }
}
