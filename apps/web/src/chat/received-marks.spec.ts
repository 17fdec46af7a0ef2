import type { MessageGroup } from '@cruddur/client';
import { ReceivedMarks } from './received-marks';

const row = (uuid: string, last_number: number, last_received_number: number, left = false) =>
  ({ uuid, last_number, last_received_number, left }) as MessageGroup;

describe('what has arrived', () => {
  it('is told once of each conversation, and again when more has come', async () => {
    const told: [string, number][] = [];
    const store = { list: [row('a', 3, 1), row('b', 2, 2), row('c', 5, 0), row('d', 5, 0, true)] };
    const client = {
      markReceived: ({ message_group_uuid: uuid, body }: { message_group_uuid: string; body: { number: number } }) => {
        told.push([uuid, body.number]);
        return Promise.reject(new Error('away'));
      },
    };
    const marks = new ReceivedMarks(client, store);
    const looked = async (): Promise<void> => {
      marks.look();
      marks.look();
      await new Promise(setImmediate);
    };
    await looked();
    await looked();
    expect(told).toEqual([
      ['a', 3],
      ['c', 5],
    ]);
    store.list = [row('a', 4, 1), ...store.list.slice(1)];
    await looked();
    expect(told.slice(2)).toEqual([['a', 4]]);
  });
});
