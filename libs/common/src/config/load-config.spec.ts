import { z } from 'zod';
import { loadConfig } from './load-config';
import { kafkaVariables, portVariable, processVariables } from './variables';

const shape = {
  PORT: portVariable(4567),
  TABLE_NAME: z.string().min(3).describe('the table'),
  ENDPOINT: z.url().optional(),
};

describe('loadConfig', () => {
  it('derives typed values and fills in defaults', () => {
    expect(loadConfig(shape, { TABLE_NAME: 'messages', UNRELATED: 'x' })).toEqual({
      PORT: 4567,
      TABLE_NAME: 'messages',
    });
    expect(loadConfig(shape, { TABLE_NAME: 'messages', PORT: '80' }).PORT).toBe(80);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig(shape, { TABLE_NAME: 'messages', ENDPOINT: '', PORT: '' })).toEqual({
      PORT: 4567,
      TABLE_NAME: 'messages',
    });
  });

  it('names every variable that is wrong, with its purpose', () => {
    const load = () => loadConfig(shape, { PORT: '70000', ENDPOINT: 'nowhere' });
    expect(load).toThrow(/PORT: .*\(port that the service listens on\)/);
    expect(load).toThrow(/TABLE_NAME: .*\(the table\)/);
    expect(load).toThrow(/ENDPOINT: /);
  });

  it('refuses brokers that are no host:port', () => {
    expect(() => loadConfig(kafkaVariables, { KAFKA_BROKERS: 'localhost' })).toThrow(/KAFKA_BROKERS.*host:port/);
    expect(loadConfig(kafkaVariables, { KAFKA_BROKERS: 'a:1, b:2' }).KAFKA_BROKERS).toEqual(['a:1', 'b:2']);
  });

  it('listens on the loopback address unless told otherwise', () => {
    expect(loadConfig(processVariables, {}).HOST).toBe('127.0.0.1');
  });
});
