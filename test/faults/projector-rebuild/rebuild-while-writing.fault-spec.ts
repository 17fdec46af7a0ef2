import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type GroupRowItem, groupsPartition } from '@app/common/table';
import { MEMBER_UUIDS } from '../../support/builders';
import { Cli } from '../../support/cli';
import { eventually } from '../../support/eventually';
import { expectedRow, normalRow } from '../../support/expected-row';
import { range } from '../../support/range';
import { ProjectorBed } from '../projector-support/projector-bed';
import { rounds } from '../support/length';
import { StreamWriter } from '../support/stream-writer';

const CONVERSATIONS = 40;
const QUIET = 6;

interface Rebuilt {
  corrected: unknown[];
}

describe('a rebuild of all rows while messages are written, changed, relayed and projected', () => {
  let bed: ProjectorBed;
  let cli: Cli;
  let writer: StreamWriter;
  /** Of conversations in which nothing is written any more, so that nothing but a rebuild mends their rows. */
  let quiet: StreamWriter;

  beforeAll(async () => {
    bed = await ProjectorBed.open();
    writer = new StreamWriter(bed.documents, bed.table.name, bed.random);
    quiet = new StreamWriter(bed.documents, bed.table.name, bed.random);
    await bed.startRelays(1);
    await Promise.all(range(2).map(() => bed.start()));
    cli = await Cli.on({ TABLE_NAME: bed.table.name, LEASE_TABLE_NAME: `${bed.table.name}-leases` });
  });
  afterAll(async () => {
    await cli.close();
    await bed.close();
  });

  /** Some rows are lost, and some say nonsense. */
  async function spoil({ accepted }: StreamWriter): Promise<void> {
    const TableName = bed.table.name;
    for (const [i, [sk, messages]] of [...accepted].entries()) {
      const Key = { pk: groupsPartition(messages[0]!.member_uuids![i % 2]!), sk };
      if (i % 3 === 0) await bed.documents.send(new DeleteCommand({ TableName, Key }));
      if (i % 3 === 1) {
        const set = { UpdateExpression: 'SET message = :m', ExpressionAttributeValues: { ':m': 'nonsense' } };
        await bed.documents.send(new UpdateCommand({ TableName, Key, ...set }));
      }
    }
  }

  async function wrongRows(...writers: StreamWriter[]): Promise<unknown[]> {
    const rows = new Map(
      (await bed.rows()).map((row) => JSON.parse(row) as GroupRowItem).map((row) => [nameOf(row), row]),
    );
    return writers
      .flatMap(({ entries, revisions }) =>
        [...entries].map(([group, messages]) => ({ entries: messages, revisions: revisions.get(group)! })),
      )
      .flatMap((history) => MEMBER_UUIDS.map((member) => expectedRow(member, NOBODY, history)))
      .filter((expected) => {
        const row = rows.get(nameOf(expected));
        return !row || JSON.stringify(partOf(row)) !== JSON.stringify(partOf(expected));
      });
  }

  it('makes every row right, and lets none go back', async () => {
    // A message by either member, behind the first, with which the rows were made.
    for (const group of await quiet.start(QUIET)) await quiet.writeInto(group, 2);
    await quiet.change(QUIET);
    await writer.start(CONVERSATIONS);
    await writer.write(200);
    await eventually(async () => expect(await wrongRows(quiet)).toEqual([]));
    await spoil(writer);
    await spoil(quiet);
    const { backwards } = await bed.history();

    let writing = true;
    const written = (async () => {
      while (writing) {
        await writer.write(20);
        await writer.change(10);
      }
    })();
    const corrected: number[] = [];
    try {
      for (const _round of range(rounds(2, 10))) {
        corrected.push((await cli.json<Rebuilt>(['projector', 'rebuild', '--force'])).corrected.length);
      }
      expect(await wrongRows(quiet)).toEqual([]);
    } finally {
      writing = false;
      await written;
    }

    expect(corrected[0]).toBeGreaterThanOrEqual((QUIET * 2) / 3);
    await eventually(async () => expect(await wrongRows(quiet, writer)).toEqual([]), 120_000);
    expect((await bed.history()).backwards).toEqual(backwards);
    console.info(
      `${writer.messages} messages, ${writer.changes} changes, rows corrected at each rebuild: ${corrected.join(', ')}`,
    );
  });
});

const NOBODY = { uuid: '', handle: '', displayName: '' };

const nameOf = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`;

/** Not whom it shows, nor up to where a row that was lost is looked at. */
const partOf = (row: GroupRowItem): unknown[] => {
  const { last_number, last_read_number, message, last_message_at, revision, preview_number, preview_revision } =
    normalRow(row);
  return [last_number, last_read_number, message, last_message_at, revision, preview_number, preview_revision];
};
