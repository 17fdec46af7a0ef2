import { requireMeantHosts } from './meant-hosts';

describe('what a local stack is made of', () => {
  const addresses = { KAFKA_BROKERS: 'kafka:9093,127.0.0.1:9092', DATABASE_URL: 'postgres://u:p@postgres/users' };

  it('goes to this machine, and to others that are meant', () => {
    expect(() => requireMeantHosts({ KAFKA_BROKERS: '127.0.0.1:9092', DATABASE_URL: undefined }, [])).not.toThrow();
    expect(() => requireMeantHosts(addresses, ['kafka', 'postgres'])).not.toThrow();
  });

  it('goes nowhere else, and the way to mean it is told', () => {
    expect(() => requireMeantHosts(addresses, ['kafka'])).toThrow(
      'DATABASE_URL leads to postgres, not to this machine: --hosts postgres says that it is meant',
    );
    expect(() => requireMeantHosts(addresses, [])).toThrow('KAFKA_BROKERS leads to kafka');
  });
});
