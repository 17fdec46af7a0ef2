import { ConfigError } from './config-error';
import { type Environment, loadConfig } from './load-config';
import { kafkaVariables } from './variables';

const load = (environment: Environment) => loadConfig(kafkaVariables, environment);

describe('the security of Kafka', () => {
  it('is off unless asked for', () => {
    expect(load({})).toMatchObject({ KAFKA_SSL: false });
  });

  it.each([
    { KAFKA_SSL: 'true', KAFKA_SSL_CA_FILE: __filename },
    { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'relay', KAFKA_SASL_PASSWORD: 'secret' },
    { KAFKA_SSL: 'true', KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'a', KAFKA_SASL_PASSWORD: 'b' },
    { KAFKA_SSL: 'true', KAFKA_SASL_MECHANISM: 'aws-msk-iam' },
  ])('is complete: %j', (environment) => {
    expect(load(environment)).toMatchObject({ ...environment, KAFKA_SSL: environment.KAFKA_SSL === 'true' });
  });

  it.each([
    ['KAFKA_SSL', { KAFKA_SSL: 'yes' }],
    ['KAFKA_SSL', { KAFKA_SSL_CA_FILE: __filename }],
    ['KAFKA_SSL', { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'a', KAFKA_SASL_PASSWORD: 'b' }],
    ['KAFKA_SSL', { KAFKA_SASL_MECHANISM: 'aws-msk-iam' }],
    ['KAFKA_SSL_CA_FILE', { KAFKA_SSL: 'true', KAFKA_SSL_CA_FILE: '/nowhere/ca.pem' }],
    ['KAFKA_SASL_MECHANISM', { KAFKA_SASL_MECHANISM: 'scram' }],
    ['KAFKA_SASL_USERNAME', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_PASSWORD: 'secret' }],
    ['KAFKA_SASL_PASSWORD', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_USERNAME: 'relay' }],
  ])('names what is missing or wrong: %s of %j', (name, environment) => {
    expect(() => load(environment)).toThrow(ConfigError);
    expect(() => load(environment)).toThrow(new RegExp(`\n  ${name}: [^\n]+$`));
  });

  it('names all that is missing at once, and shows no secret', () => {
    const environment = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_PASSWORD: 'hunter2' };
    expect(() => load(environment)).toThrow(/KAFKA_SASL_USERNAME: .*\n.*KAFKA_SSL: /);
    expect(() => load(environment)).not.toThrow(/hunter2/);
  });
});
