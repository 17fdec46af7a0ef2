import { readFileSync } from 'node:fs';
import type { KafkaConfig as ClientOptions, OauthbearerProviderResponse, SASLOptions } from 'kafkajs';
import { ConfigError, type KafkaSecurity } from '@app/common/config';

export interface SecuredConfig extends Partial<KafkaSecurity> {
  /** Of the MSK cluster, for `aws-msk-iam`. */
  AWS_REGION?: string;
}

/** How a client reaches the brokers, and says who it is. */
export function connectionSecurity(config: SecuredConfig): Pick<ClientOptions, 'ssl' | 'sasl'> {
  const sasl = saslOf(config);
  return { ssl: sslOf(config), ...(sasl && { sasl }) };
}

function sslOf({ KAFKA_SSL = false, KAFKA_SSL_CA_FILE }: SecuredConfig): ClientOptions['ssl'] {
  return KAFKA_SSL && KAFKA_SSL_CA_FILE ? { ca: readFileSync(KAFKA_SSL_CA_FILE, 'utf8') } : KAFKA_SSL;
}

function saslOf(config: SecuredConfig): SASLOptions | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism, AWS_REGION } = config;
  if (!mechanism) return undefined;
  if (mechanism === 'aws-msk-iam') {
    const region = required('AWS_REGION', AWS_REGION);
    return { mechanism: 'oauthbearer', oauthBearerProvider: () => mskToken(region) };
  }
  const username = required('KAFKA_SASL_USERNAME', config.KAFKA_SASL_USERNAME);
  const password = required('KAFKA_SASL_PASSWORD', config.KAFKA_SASL_PASSWORD);
  return { mechanism, username, password };
}

/** Signs each connection with the credentials that the process has at that moment. */
async function mskToken(region: string): Promise<OauthbearerProviderResponse> {
  const { generateAuthToken } = await import('aws-msk-iam-sasl-signer-js');
  const { token } = await generateAuthToken({ region });
  return { value: token };
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new ConfigError(`${name} is not set, and KAFKA_SASL_MECHANISM needs it`);
  return value;
}
