import { Logger } from '@nestjs/common';
import { createDocumentClient, createLeanClient } from '@app/common/dynamodb';
import { Lanes } from '@app/common/patience';
import { services } from '../../../test/support/services';
import { createTestTable, type TestTable } from '../../../test/support/test-table';
import type { MessageSentProjection } from '../src/projections/message-sent.projection';
import { Conversation } from './conversation';
import { projectorOn } from './projector-on-dynamodb';

type Sender = 'andrew' | 'bayko';
type Step = 'deliver 4, 1 and 2' | 'deliver 3' | 'deliver 4' | 'bayko reads to 3';

const STEPS: Step[] = ['deliver 4, 1 and 2', 'deliver 3', 'deliver 4', 'bayko reads to 3'];
const SENDERS: Sender[] = ['andrew', 'bayko'];
const HISTORIES = SENDERS.flatMap((second) =>
  SENDERS.flatMap((third) => SENDERS.map((fourth): [Sender, Sender, Sender] => [second, third, fourth])),
);

function permutations<T>(items: T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** Messages 2, 3 and 4 by either member after a first one, all delivered out of order, one twice, and one read marker. */
describe('every interleaving of a small history', () => {
  const documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
  const dynamoDb = createLeanClient({ AWS_REGION: 'us-east-1', ...services() });
  let table: TestTable;
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

  async function play(senders: [Sender, Sender, Sender], steps: Step[]): Promise<void> {
    const conversation = await Conversation.start(documents, table.name);
    const { andrew, bayko } = conversation;
    const [second, third, fourth] = senders.map((sender, i) => conversation.sent(i + 2, conversation[sender]));
    const does: Record<Step, () => Promise<void>> = {
      'deliver 4, 1 and 2': () => projection.project([fourth!, conversation.sent(1), second!]),
      'deliver 3': () => projection.project([third!]),
      'deliver 4': () => projection.project([fourth!]),
      'bayko reads to 3': () => conversation.markRead(bayko, 3),
    };
    for (const step of steps) await does[step]();
    const events = [second!, third!, fourth!];
    expect({ steps, rows: await conversation.rows() }).toEqual({
      steps,
      rows: [conversation.expectedRow(andrew, events), conversation.expectedRow(bayko, events, 3)],
    });
  }

  it.each(HISTORIES)('ends in the same rows when %s, %s and %s write', async (...senders) => {
    expect.assertions(24);
    await new Lanes(8).each(permutations(STEPS), (steps) => play(senders, steps));
  });
});
