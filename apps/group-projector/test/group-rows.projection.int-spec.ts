import { Logger } from '@nestjs/common';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient, meter } from '@app/common/dynamodb/lean';
import { conversationKey } from '@app/common/table';
import { previewOf } from '@app/common/text';
import { normalRow } from '../../../test/support/expected-row';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { GroupRowsProjection } from '../src/projections/group-rows.projection';
import type { MessageSent, ProjectedEvent } from '../src/projections/projected-event';
import { Conversation } from './conversation';
import { FormerProjector } from './former-projector';
import { projectorOn } from './projector-on-dynamodb';

describe('the projection of messages and their changes', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);
  let table: TestTable;
  let conversation: Conversation;
  let projection: GroupRowsProjection;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    table = await createTestTable();
    ({ projection } = await projectorOn(table.name, dynamoDb));
  });
  afterAll(async () => {
    documents.destroy();
    await dynamoDb.destroy();
    await table.drop();
  });
  beforeEach(async () => {
    conversation = await Conversation.start(documents, table.name);
    requests.length = 0;
  });

  const costs = () => requests.map(({ operation, units }) => [operation, units]);
  const expectRows = async (events: ProjectedEvent[]): Promise<void> => {
    const { andrew, bayko } = conversation;
    expect(await conversation.rows()).toEqual([
      conversation.expectedRow(andrew, events),
      conversation.expectedRow(bayko, events),
    ]);
  };
  const drop = (key: { pk: string; sk: string }) =>
    documents.send(new DeleteCommand({ TableName: table.name, Key: key }));

  describe('effect', () => {
    it("moves both members' rows, and the sender's read marker", async () => {
      const events = [conversation.sent(2, conversation.bayko)];
      await projection.project(events);
      await expectRows(events);
    });

    it('tells when Kafka got the newest that a row has: of a start, of what follows, and of none that lacks it', async () => {
      const movedAt = async () => (await conversation.rows()).map((row) => row?.moved_at);
      const at = (event: MessageSent, appendedAt: number): MessageSent => ({ ...event, appendedAt });
      await projection.project([at(conversation.sent(1), 1_000)]);
      expect(await movedAt()).toEqual([1_000, 1_000]);
      await projection.project([at(conversation.sent(3), 3_000)]);
      await projection.project([at(conversation.sent(2, conversation.bayko), 2_000)]);
      expect(await movedAt()).toEqual([3_000, 3_000]);
      await projection.project([at(conversation.sent(1), 9_000)]);
      expect(await movedAt()).toEqual([3_000, 3_000]);
      await projection.project([conversation.sent(4)]);
      expect(await movedAt()).toEqual([undefined, undefined]);
    });

    it('changes nothing the second time', async () => {
      const events = [conversation.sent(2), conversation.sent(3, conversation.bayko)];
      await projection.project(events);
      await projection.project(events);
      await expectRows(events);
    });

    it('lets no late message move a row back, but its sender has read up to it', async () => {
      const late = conversation.sent(2, conversation.andrew);
      const newer = conversation.sent(3, conversation.bayko);
      await projection.project([newer]);
      await projection.project([late]);
      await expectRows([late, newer]);
    });

    it("keeps the marker of a member who has read beyond the row's last message", async () => {
      const { bayko } = conversation;
      await conversation.markRead(bayko, 5);
      const events = [conversation.sent(2), conversation.sent(3, bayko)];
      await projection.project(events);
      expect(await conversation.row(bayko)).toEqual(conversation.expectedRow(bayko, events, 5));
    });

    it('shows the preview of a long message', async () => {
      const long = conversation.sent(2, conversation.andrew, '🙂'.repeat(1024));
      await projection.project([long]);
      expect((await conversation.row(conversation.bayko))?.message).toBe(previewOf(long.data.message));
    });

    it('ends in the same rows when two projectors take shuffled and repeated batches at once', async () => {
      const { andrew, bayko } = conversation;
      const events = Array.from({ length: 40 }, (_, i) => conversation.sent(i + 2, i % 3 === 0 ? bayko : andrew));
      const batches = [0, 1, 2, 3].map((batch) => events.filter((_, i) => i % 4 === batch));
      await Promise.all([
        (async () => {
          for (const batch of batches) await projection.project(batch);
        })(),
        (async () => {
          for (const batch of batches.toReversed()) await projection.project(batch);
        })(),
        projection.project(events.toReversed()),
      ]);
      await expectRows(events);
    });
  });

  describe('effect of changes', () => {
    /** Two messages of Andrew, 2 and 3, that are projected. */
    const twoMessages = async (): Promise<[MessageSent, MessageSent]> => {
      const messages: [MessageSent, MessageSent] = [conversation.sent(2), conversation.sent(3)];
      await projection.project(messages);
      return messages;
    };

    it('shows the last message as its last edit has left it, and an older one not at all', async () => {
      const [second, third] = await twoMessages();
      const events = [conversation.edited(third, 1), conversation.edited(third, 2), conversation.edited(second, 3)];
      for (const event of events) await projection.project([event]);
      expect(await conversation.row(conversation.bayko)).toMatchObject({
        message: 'text of revision 2',
        preview_number: 3,
        preview_revision: 2,
        revision: 3,
      });
      await expectRows([second, third, ...events]);
    });

    it('shows nothing of a deleted message, and counts it for nobody but its sender, who has read it', async () => {
      const [second, third] = await twoMessages();
      const events = [conversation.edited(third, 1), conversation.deleted(third, 2)];
      await projection.project(events);
      expect(await conversation.row(conversation.bayko)).toMatchObject({ message: '', uncounted_number: 3 });
      expect(await conversation.row(conversation.andrew)).not.toHaveProperty('uncounted_number');
      await expectRows([second, third, ...events]);
    });

    it('counts nothing anew for who has read the message before it was deleted', async () => {
      const [second] = await twoMessages();
      await conversation.markRead(conversation.bayko, 2);
      await projection.project([conversation.deleted(second, 1)]);
      expect(await conversation.row(conversation.bayko)).not.toHaveProperty('uncounted_number');
    });

    it('moves the revision alone for a reaction', async () => {
      const [second, third] = await twoMessages();
      const [, before] = await conversation.rows();
      await projection.project([conversation.reacted(second, 1), conversation.reacted(conversation.sent(1), 2)]);
      expect(await conversation.row(conversation.bayko)).toEqual({ ...before, revision: 2 });
      await expectRows([second, third, conversation.reacted(second, 1), conversation.reacted(second, 2)]);
    });

    it('lets a message behind a changed one show itself, and no late change come back', async () => {
      const [second, third] = await twoMessages();
      const edited = conversation.edited(third, 1);
      const fourth = conversation.sent(4, conversation.bayko);
      await projection.project([edited]);
      await projection.project([fourth]);
      await projection.project([edited, third]);
      const [andrew, bayko] = (await conversation.rows()).map((row) => normalRow(row!));
      const events = [second, third, edited, fourth];
      expect([andrew, bayko]).toEqual([
        conversation.expectedRow(conversation.andrew, events),
        conversation.expectedRow(conversation.bayko, events),
      ]);
    });

    it('does not move a marker that was moved back for messages sent before that, which are seen', async () => {
      const { andrew } = conversation;
      const [second, third] = [conversation.sent(2), conversation.sent(3)];
      await conversation.forceRead(andrew, 1, 3);
      await projection.project([second, third]);
      expect(await conversation.row(andrew)).toEqual(
        conversation.expectedRow(andrew, [second, third], { marked: 1, forced: 3 }),
      );
      const fourth = conversation.sent(4);
      await projection.project([fourth]);
      expect(await conversation.row(andrew)).toMatchObject({ last_read_number: 4 });
    });
  });

  describe('beside copies of the version before', () => {
    const rowsInNormalForm = async () => (await conversation.rows()).map((row) => normalRow(row!));

    it('ends in the right rows, whichever copy takes which message, before and after changes', async () => {
      const former = new FormerProjector(dynamoDb, table.name);
      const { andrew, bayko } = conversation;
      const messages = [2, 3, 4, 5].map((number) => conversation.sent(number, number % 2 ? bayko : andrew));
      const [second, third, fourth, fifth] = messages as [MessageSent, MessageSent, MessageSent, MessageSent];
      const taken: ProjectedEvent[] = [];
      const steps: [ProjectedEvent, () => Promise<void>][] = [
        [second, () => former.project(conversation, second)],
        [conversation.edited(second, 1), () => projection.project([conversation.edited(second, 1)])],
        [third, () => former.project(conversation, third)],
        [conversation.deleted(third, 2), () => projection.project([conversation.deleted(third, 2)])],
        [fourth, () => former.project(conversation, fourth)],
        [conversation.edited(fourth, 3), () => projection.project([conversation.edited(fourth, 3)])],
        [fourth, () => former.project(conversation, fourth)],
        [fifth, () => projection.project([fifth])],
      ];
      for (const [event, take] of steps) {
        await take();
        taken.push(event);
        expect(await rowsInNormalForm()).toEqual([
          conversation.expectedRow(andrew, taken),
          conversation.expectedRow(bayko, taken),
        ]);
      }
    });
  });

  describe('metrics', () => {
    it('count changes apart from messages, each once, and measure no time of them', async () => {
      const { projection: counted, metrics } = await projectorOn(table.name, dynamoDb);
      const second = conversation.sent(2);
      const edited = conversation.edited(second, 1);
      await counted.project([second, edited, conversation.reacted(second, 2)]);
      await counted.project([edited]);
      expect((await metrics.metrics()).split('\n')).toEqual(
        expect.arrayContaining([
          'cruddur_projector_messages_total{outcome="projected"} 1',
          'cruddur_projector_changes_total{outcome="projected"} 2',
          'cruddur_projector_changes_total{outcome="repeated"} 1',
          'cruddur_end_to_end_seconds_count 1',
        ]),
      );
    });

    it('count a message as projected once, and every other time as repeated', async () => {
      const { projection: counted, metrics } = await projectorOn(table.name, dynamoDb);
      const [second, third] = [2, 3].map((number) => conversation.sent(number));
      const later = Array.from({ length: 20 }, (_, i) => conversation.sent(i + 4));
      await counted.project([conversation.sent(1), second!]);
      await counted.project([second!, third!]);
      await counted.project([third!]);
      for (const message of later) await Promise.all([counted.project([message]), counted.project([message])]);
      const lines = (await metrics.metrics()).split('\n');
      expect(lines).toEqual(
        expect.arrayContaining([
          'cruddur_projector_messages_total{outcome="projected"} 22',
          'cruddur_projector_messages_total{outcome="repeated"} 22',
          'cruddur_end_to_end_seconds_count 22',
        ]),
      );
    });
  });

  describe('cost', () => {
    it('is nothing for a first message', async () => {
      await projection.project([conversation.sent(1)]);
      expect(costs()).toEqual([]);
    });

    it.each([60, 1024])('is one update of 1 unit a member for a message of %i bytes', async (bytes) => {
      await projection.project([conversation.sent(2, conversation.andrew, 'x'.repeat(bytes))]);
      expect(costs()).toEqual([
        ['UpdateItem', 1],
        ['UpdateItem', 1],
      ]);
    });

    it('sets and asks nothing of changes where nothing was changed', async () => {
      const inputs: Record<string, unknown>[] = [];
      const watched = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
      watched.wrap((next) => (operation, input, signal) => {
        inputs.push(input as Record<string, unknown>);
        return next(operation, input, signal);
      });
      const { projection: plain } = await projectorOn(table.name, watched);
      await plain.project([conversation.sent(2)]);
      await watched.destroy();
      expect(inputs.map(({ UpdateExpression }) => UpdateExpression)).toEqual([
        'SET last_number = :number, last_message_at = :at, message = :preview, last_read_number = :read REMOVE moved_at',
        'SET last_number = :number, last_message_at = :at, message = :preview REMOVE moved_at',
      ]);
    });

    it('is one update of 1 unit a member for messages and changes that come together', async () => {
      const [second, third] = [conversation.sent(2), conversation.sent(3)];
      const changes = [conversation.edited(third, 1), conversation.deleted(second, 2), conversation.reacted(third, 3)];
      await projection.project([second, third, ...changes]);
      expect(costs()).toEqual([
        ['UpdateItem', 1],
        ['UpdateItem', 1],
      ]);
    });

    it('is one update a member for any number of messages of one conversation in a batch', async () => {
      const { andrew, bayko } = conversation;
      await projection.project(Array.from({ length: 100 }, (_, i) => conversation.sent(i + 1, i % 2 ? andrew : bayko)));
      expect(costs()).toEqual([
        ['UpdateItem', 1],
        ['UpdateItem', 1],
      ]);
    });
  });

  describe('a missing row', () => {
    it('is made again from the conversation', async () => {
      const events = [conversation.sent(2), conversation.sent(3, conversation.bayko)];
      await conversation.store(events);
      await drop(conversation.keyOf(conversation.bayko));
      await projection.project(events);
      await expectRows(events);
    });

    it('is made once by two projectors, and has the newer message', async () => {
      const events = [conversation.sent(3), conversation.sent(2, conversation.bayko)];
      await conversation.store(events);
      await drop(conversation.keyOf(conversation.bayko));
      await Promise.all(events.map((event) => projection.project([event])));
      const { andrew, bayko } = conversation;
      expect(await conversation.rows()).toEqual([
        conversation.expectedRow(andrew, events),
        { ...conversation.expectedRow(bayko, events), uncounted_number: 3 },
      ]);
    });

    it('is made from the table as it is now, so that no replay brings a deleted text back', async () => {
      const { andrew, bayko } = conversation;
      const [second, third] = [conversation.sent(2), conversation.sent(3)];
      const edited = conversation.edited(third, 1, 'a secret');
      const events = [second, third, edited, conversation.deleted(third, 2), conversation.reacted(second, 3)];
      await conversation.store(events);
      await drop(conversation.keyOf(andrew));
      await drop(conversation.keyOf(bayko));
      for (const event of [second, third, edited]) {
        await projection.project([event]);
        for (const row of await conversation.rows()) expect(row).toMatchObject({ message: '', revision: 3 });
      }
      await projection.project(events);
      await expectRows(events);
    });

    it('keeps the text revision of its preview, whatever reactions came behind it', async () => {
      const [second] = [conversation.sent(2, conversation.bayko)];
      const events = [second, conversation.edited(second, 1), conversation.reacted(second, 2)];
      await conversation.store(events);
      await drop(conversation.keyOf(conversation.bayko));
      await projection.project([events[2]!]);
      expect(await conversation.row(conversation.bayko)).toEqual(conversation.expectedRow(conversation.bayko, events));
    });

    it.each(['edited', 'deleted', 'reacted'] as const)(
      'claims nothing of a change of which not all is to be seen yet: %s',
      async (kind) => {
        const second = conversation.sent(2);
        const events = [second, conversation.edited(second, 1), conversation[kind](second, 2)];
        await conversation.store(events, { unseen: 1 });
        await drop(conversation.keyOf(conversation.bayko));
        await projection.project(events.slice(0, 2));
        expect(await conversation.row(conversation.bayko)).toMatchObject({
          message: 'text of revision 1',
          revision: 1,
        });
        await conversation.store(events);
        await projection.project(events);
        expect(await conversation.row(conversation.bayko)).toEqual({
          ...conversation.expectedRow(conversation.bayko, events),
          uncounted_number: 2,
        });
      },
    );

    it('cannot be made where there is no such conversation', async () => {
      await drop(conversation.keyOf(conversation.bayko));
      await drop(conversationKey(conversation.groupUuid));
      await expect(projection.project([conversation.sent(2)])).rejects.toMatchObject({
        code: 'message_group_not_found',
        retriable: false,
      });
    });
  });
});
