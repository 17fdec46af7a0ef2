import { randomUUID } from 'node:crypto';
import { encodeCloudEvent, TOPICS } from '@app/common/events';
import { Conversation } from '../../../apps/group-projector/test/conversation';
import { eventually } from '../../support/eventually';
import { DEAD_LETTERS, ProjectorBed } from '../projector-support/projector-bed';

describe('poison on the topic', () => {
  let bed: ProjectorBed;

  beforeAll(async () => {
    bed = await ProjectorBed.open();
  });
  afterAll(() => bed.close());

  it('is kept with its payload and the reason, and counted, while all else goes on', async () => {
    const ledger = await bed.ledger(40);
    const conversation = await Conversation.start(bed.documents, bed.table.name);
    const good = encodeCloudEvent(conversation.sent(2));
    const tooLong = conversation.sent(2);
    tooLong.data.message_group_uuid = 'x'.repeat(2_000);
    const unknownConversation = conversation.sent(2);
    unknownConversation.data.message_group_uuid = randomUUID();
    const projector = await bed.start();

    await ledger.sendAtRandom(200);
    await bed.kafka.send(
      TOPICS.messages,
      { ...good, value: '{"message_uuid": ' },
      { ...good, value: null },
      { ...good, value: '{"number": "two"}' },
      { key: good.key, value: 'not even headers' },
      encodeCloudEvent(tooLong),
      encodeCloudEvent(unknownConversation),
      { ...good, headers: { ...good.headers, ce_type: 'com.example.of-no-concern' } },
    );
    await ledger.sendAtRandom(200);

    await bed.allRight(ledger);
    await bed.allRead();
    const letters = await bed.kafka.records(DEAD_LETTERS);
    // What has no value is a tombstone, which everybody passes over.
    expect(letters.map(({ value }) => value).toSorted()).toStrictEqual(
      [
        '{"message_uuid": ',
        '{"number": "two"}',
        'not even headers',
        JSON.stringify(tooLong.data),
        JSON.stringify(unknownConversation.data),
      ].toSorted(),
    );
    for (const { headers } of letters) {
      expect(headers['dead-letter-reason']).toMatch(/\w/);
      expect(headers['dead-letter-origin']).toMatch(/cruddur\.messages\/\d\/\d+$/);
    }
    await eventually(async () =>
      expect(await projector.sum('cruddur_consumed_records_total', 'outcome="dead_lettered"')).toBe(5),
    );
    await projector.ready();
  });
});
