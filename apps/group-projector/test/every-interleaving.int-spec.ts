import { Logger } from '@nestjs/common';
import { createDocumentClient } from '@app/common/dynamodb';
import { createLeanClient } from '@app/common/dynamodb/lean';
import { normalRow } from '../../../test/support/expected-row';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { GroupRowsProjection } from '../src/projections/group-rows.projection';
import type { ProjectedEvent } from '../src/projections/projected-event';
import { Lanes } from '@app/common/patience';
import { Conversation, type ReadState } from './conversation';
import { projectorOn } from './projector-on-dynamodb';

/** Events that come together, or something that Bayko does, by its name. */
type Step = [string, ProjectedEvent[] | (() => Promise<void>)];

interface History {
  steps: Step[];
  /** What Bayko's reading comes to. */
  read: ReadState;
}

function permutations<T>(items: T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

describe('every interleaving of a small history', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  let table: TestTable;
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

  const rowsOf = async (conversation: Conversation) => (await conversation.rows()).map((row) => normalRow(row!));

  /** Plays it in an order of its own, and then all its events once more. */
  async function play(historyOf: (conversation: Conversation) => History, order: number[]): Promise<void> {
    const conversation = await Conversation.start(documents, table.name);
    const { andrew, bayko } = conversation;
    const { steps, read } = historyOf(conversation);
    for (const i of order) {
      const [, does] = steps[i]!;
      await (typeof does === 'function' ? does() : projection.project(does));
    }
    const events = steps.flatMap(([, does]) => (typeof does === 'function' ? [] : does));
    const names = order.map((i) => steps[i]![0]);
    const rows = [conversation.expectedRow(andrew, events), conversation.expectedRow(bayko, events, read)];
    expect({ names, rows: await rowsOf(conversation) }).toEqual({ names, rows });
    const before = await conversation.rows();
    await projection.project(events);
    expect(await conversation.rows()).toEqual(before);
  }

  async function playAll(historyOf: (conversation: Conversation) => History, count: number): Promise<void> {
    const orders = permutations([...Array(count).keys()]);
    expect.assertions(2 * orders.length);
    await new Lanes(8).each(orders, (order) => play(historyOf, order));
  }

  const SENDERS = ['andrew', 'bayko'] as const;
  type Sender = (typeof SENDERS)[number];
  const HISTORIES = SENDERS.flatMap((second) =>
    SENDERS.flatMap((third) => SENDERS.map((fourth): [Sender, Sender, Sender] => [second, third, fourth])),
  );

  it.each(HISTORIES)('of messages ends in the same rows when %s, %s and %s write', async (...senders) => {
    await playAll((conversation) => {
      const [second, third, fourth] = senders.map((sender, i) => conversation.sent(i + 2, conversation[sender]));
      return {
        steps: [
          ['4, 1 and 2', [fourth!, conversation.sent(1), second!]],
          ['3', [third!]],
          ['4', [fourth!]],
          ['Bayko reads to 3', () => conversation.markRead(conversation.bayko, 3)],
        ],
        read: { marked: 3 },
      };
    }, 4);
  });

  it('of edits ends in the same rows', async () => {
    await playAll((conversation) => {
      const [third, fourth] = [conversation.sent(3, conversation.bayko), conversation.sent(4)];
      return {
        steps: [
          ['2 and 3', [conversation.sent(2), third]],
          ['4', [fourth]],
          ['4 is edited, and 3', [conversation.edited(fourth, 1), conversation.edited(third, 2)]],
          ['4 is edited again', [conversation.edited(fourth, 3)]],
          ['3 is deleted', [conversation.deleted(third, 4)]],
        ],
        read: {},
      };
    }, 5);
  });

  it('of deletions, reactions and reading ends in the same rows', async () => {
    await playAll((conversation) => {
      const [second, third, fourth] = [2, 3, 4].map((number) => conversation.sent(number));
      return {
        steps: [
          ['2 and 3', [second!, third!]],
          ['4, with a reaction to 2', [fourth!, conversation.reacted(second!, 1)]],
          ['3 is deleted', [conversation.deleted(third!, 2)]],
          ['4 is deleted', [conversation.deleted(fourth!, 3)]],
          ['Bayko reads to 3', () => conversation.markRead(conversation.bayko, 3)],
        ],
        read: { marked: 3 },
      };
    }, 5);
  });

  it('of a read marker that is moved back ends in the same rows', async () => {
    await playAll((conversation) => {
      const { bayko } = conversation;
      const third = conversation.sent(3);
      return {
        steps: [
          ['2 of Bayko', [conversation.sent(2, bayko)]],
          ['3', [third]],
          ['4 of Bayko, and 5', [conversation.sent(4, bayko), conversation.sent(5)]],
          ['3 is deleted', [conversation.deleted(third, 1)]],
          ['Bayko reads from 1 on again', () => conversation.forceRead(bayko, 1, 5)],
        ],
        read: { marked: 1, forced: 5 },
      };
    }, 5);
  });
});
