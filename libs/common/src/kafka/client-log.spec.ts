import { Logger } from '@nestjs/common';
import { type LogEntry, logLevel } from 'kafkajs';
import { createClientLog } from './client-log';

const entry = (message: string): LogEntry => ({
  namespace: 'Connection',
  level: logLevel.ERROR,
  label: 'ERROR',
  log: { timestamp: '', message },
});

describe('the log of the Kafka client', () => {
  const lines: string[] = [];
  let now = 0;
  let log: (entry: LogEntry) => void;

  beforeAll(() => {
    const write = (line: string) => lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
  });
  beforeEach(() => {
    lines.length = 0;
    log = createClientLog(() => now);
  });

  it('says once what the client says at every try of an outage', () => {
    for (let second = 0; second < 300; second += 1) {
      now += 1_000;
      log(entry('connect ECONNREFUSED'));
    }
    expect(lines).toEqual(['Connection connect ECONNREFUSED']);
  });

  it.each([
    ['self-signed certificate in certificate chain', 'KAFKA_SSL_CA_FILE'],
    ['SASL SCRAM SHA512 authentication failed', 'KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD'],
    ['write EPROTO: SSL routines:ssl3_get_record:wrong version number', 'KAFKA_SSL'],
  ])('names the variable to look at: %s', (message, variable) => {
    log(entry(message));
    expect(lines).toEqual([`Connection ${message} (see ${variable})`]);
  });

  it('says it again in the next outage, and whatever else happens at once', () => {
    log(entry('connect ECONNREFUSED'));
    log(entry('Closed connection'));
    now += 60_000;
    log(entry('connect ECONNREFUSED'));
    expect(lines).toHaveLength(3);
  });
});
