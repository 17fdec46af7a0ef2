import { ExternalService } from './external-service';
import type { Part } from './part';
import { Stack } from './stack';

const silence = (): void => undefined;

function part(name: string, calls: string[], behaviour: Partial<Part> = {}): Part {
  const call = (verb: string) => () => {
    calls.push(`${verb} ${name}`);
    return Promise.resolve();
  };
  return {
    name,
    address: `http://${name}`,
    pid: () => Promise.resolve(7),
    start: call('start'),
    stop: call('stop'),
    kill: call('kill'),
    probe: () => Promise.resolve(),
    ...behaviour,
  };
}

describe('a stack', () => {
  it('stops what it started last first', async () => {
    const calls: string[] = [];
    const stack = new Stack(silence);
    await stack.start([part('database', calls)]);
    await stack.start([part('gateway', calls)]);
    await stack.stop();
    expect(calls).toEqual(['start database', 'start gateway', 'stop gateway', 'stop database']);
  });

  it('stops what runs when one of its parts does not start', async () => {
    const calls: string[] = [];
    const stack = new Stack(silence);
    const broken = part('broken', calls, { start: () => Promise.reject(new Error('no')) });
    await expect(stack.start([part('database', calls), broken])).rejects.toThrow('no');
    await stack.stop();
    expect(calls).toContain('stop database');
  });

  it('starts nothing any more once it stops', async () => {
    const stack = new Stack(silence);
    await stack.stop();
    await expect(stack.start([part('late', [])])).rejects.toThrow('stopping');
  });

  it('tells the health of every part by a round trip, and no password', async () => {
    const stack = new Stack(silence);
    await stack.start([
      part('postgres', [], { address: 'postgres://cruddur:secret@127.0.0.1:5432/cruddur', logFile: '/log' }),
      part('kafka', [], { probe: () => Promise.reject(new Error('connection refused\nat …')) }),
    ]);
    expect(await stack.status()).toEqual([
      { name: 'postgres', address: 'postgres://cruddur@127.0.0.1:5432/cruddur', pid: 7, health: 'ok', log: '/log' },
      { name: 'kafka', address: 'http://kafka', pid: 7, health: 'connection refused', log: null },
    ]);
  });

  it('restarts one part by its name', async () => {
    const calls: string[] = [];
    const stack = new Stack(silence);
    await stack.start([part('users', calls), part('messages', calls)]);
    await stack.restartPart('users');
    expect(calls.slice(2)).toEqual(['stop users', 'start users']);
  });

  it('names its parts to somebody who asks for another', async () => {
    const stack = new Stack(silence);
    await stack.start([part('users', [])]);
    await expect(stack.stopPart('user')).rejects.toThrow('nothing here is called user; there are users');
  });

  it('leaves alone what somebody else runs', async () => {
    const stack = new Stack(silence);
    await stack.start([new ExternalService('kafka', 'kafka:9092', 'KAFKA_BROKERS', () => Promise.resolve())]);
    await expect(stack.stopPart('kafka')).rejects.toThrow('kafka was not started here');
  });
});
