import { setImmediate as nextTask } from 'node:timers/promises';
import { Changes } from './changes';

describe('changes', () => {
  it('are told once for all of a task, however many microtasks it has', async () => {
    const changes = new Changes();
    const versions: number[] = [];
    const stop = changes.watch(() => versions.push(changes.version()));
    for (let change = 0; change < 100; change += 1) {
      changes.tell();
      await Promise.resolve();
    }
    expect(versions).toEqual([]);
    while (versions.length === 0) await nextTask();
    expect(versions).toEqual([1]);

    stop();
    changes.tell();
    while (changes.version() === 1) await nextTask();
    expect(versions).toEqual([1]);
  });
});
