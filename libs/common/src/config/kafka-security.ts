import { z } from 'zod';
import { isReadable } from './readable-file';
import { addRule } from './rules';

/** By whom the brokers know a client: a password of ours, or the AWS credentials of the process. */
export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512', 'aws-msk-iam'] as const;

export const kafkaSecurityVariables = {
  KAFKA_SSL: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('whether Kafka is spoken to by TLS'),
  KAFKA_SSL_CA_FILE: z
    .string()
    .optional()
    .describe("PEM file of who signed the brokers' certificates; by default the authorities that Node knows"),
  KAFKA_SASL_MECHANISM: z
    .enum(SASL_MECHANISMS)
    .optional()
    .describe('how Kafka is told who asks; absent where it does not want to know'),
  KAFKA_SASL_USERNAME: z.string().optional().describe('name of the plain or SCRAM user'),
  KAFKA_SASL_PASSWORD: z.string().optional().describe('password of the plain or SCRAM user'),
};

export type KafkaSecurity = z.infer<z.ZodObject<typeof kafkaSecurityVariables>>;

addRule(kafkaSecurityVariables.KAFKA_SASL_MECHANISM, checkKafkaSecurity);

function checkKafkaSecurity(config: Partial<KafkaSecurity>, context: z.RefinementCtx): void {
  const complain = (name: keyof KafkaSecurity, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  const { KAFKA_SSL, KAFKA_SSL_CA_FILE, KAFKA_SASL_MECHANISM: mechanism } = config;
  if (mechanism && mechanism !== 'aws-msk-iam') {
    for (const name of ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const) {
      if (!config[name]) complain(name, `required by KAFKA_SASL_MECHANISM=${mechanism}`);
    }
  }
  if ((mechanism === 'plain' || mechanism === 'aws-msk-iam') && !KAFKA_SSL) {
    complain('KAFKA_SSL', `must be true with KAFKA_SASL_MECHANISM=${mechanism}, whose secret the network would see`);
  }
  if (KAFKA_SSL_CA_FILE && !KAFKA_SSL) complain('KAFKA_SSL', 'must be true where KAFKA_SSL_CA_FILE is given');
  if (KAFKA_SSL_CA_FILE && !isReadable(KAFKA_SSL_CA_FILE)) complain('KAFKA_SSL_CA_FILE', 'no file that can be read');
}
