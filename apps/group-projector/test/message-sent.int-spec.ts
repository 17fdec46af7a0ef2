import { Logger } from '@nestjs/common';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createLeanClient, meter } from '@app/common/dynamodb';
import { conversationKey } from '@app/common/table';
import { previewOf } from '@app/common/text';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { MessageSentProjection, MessageSent } from '../src/projections/message-sent.projection';
import { Conversation } from './conversation';
import { projectorOn } from './projector-on-dynamodb';

describe('the projection of sent messages', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  const requests = meter(dynamoDb);
  let table: TestTable;
  let conversation: Conversation;
  let projection: MessageSentProjection;

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
  const expectRows = async (events: MessageSent[]): Promise<void> => {
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

  describe('metrics', () => {
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
      await drop(conversation.keyOf(conversation.bayko));
      await projection.project(events);
      await expectRows(events);
    });

    it('is made once by two projectors, and has the newer message', async () => {
      const events = [conversation.sent(3), conversation.sent(2, conversation.bayko)];
      await drop(conversation.keyOf(conversation.bayko));
      await Promise.all(events.map((event) => projection.project([event])));
      await expectRows(events);
    });

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
