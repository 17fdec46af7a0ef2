import { setTimeout as sleep } from 'node:timers/promises';
import type { GroupRowItem } from '@app/common/table';
import { MEMBER_UUIDS } from '../../support/builders';
import { expectedRow, normalRow } from '../../support/expected-row';
import { range } from '../../support/range';
import { ProjectorBed } from '../projector-support/projector-bed';
import { rounds } from '../support/length';
import { StreamWriter } from '../support/stream-writer';
import { eventually } from '../../support/eventually';

const CONVERSATIONS = 30;
/** Who is killed is replaced soon. */
const RELAY = { RELAY_POLL_INTERVAL_MS: '20', RELAY_DISCOVERY_INTERVAL_MS: '300', RELAY_LEASE_SECONDS: '3' };

describe('relay and projector killed while messages are sent, edited, deleted and reacted to', () => {
  let bed: ProjectorBed;
  let writer: StreamWriter;

  beforeAll(async () => {
    bed = await ProjectorBed.open();
    writer = new StreamWriter(bed.documents, bed.table.name, bed.random);
    for (const group of await writer.start(CONVERSATIONS)) await writer.writeInto(group, 2);
  });
  afterAll(() => bed.close());

  /** By brute force over all that the table has accepted. */
  function expectedRows(): GroupRowItem[] {
    return [...writer.entries].flatMap(([group, entries]) =>
      MEMBER_UUIDS.map((member, i) => {
        const other = { uuid: MEMBER_UUIDS[1 - i]!, handle: '', displayName: '' };
        return expectedRow(member, other, { entries, revisions: writer.revisions.get(group)! });
      }),
    );
  }

  const rows = async (): Promise<string[]> =>
    (await bed.rows()).map((row) => canonical(normalRow(JSON.parse(row) as GroupRowItem))).toSorted();

  it('leave every row as the table says', async () => {
    const [relay] = await bed.startRelays(1, RELAY);
    let doomed = [relay!, await bed.start()];
    let writing = true;
    const written = (async () => {
      while (writing) {
        await writer.write(15);
        await writer.change(15);
      }
    })();
    const kills = rounds(3, 20);
    for (const _round of range(kills)) {
      await sleep(bed.random.below(1_000));
      await Promise.all(doomed.map((process) => process.kill()));
      doomed = await Promise.all([bed.startRelay(RELAY), bed.start()]);
    }
    writing = false;
    await written;
    const expected = expectedRows().map(canonical).toSorted();
    await eventually(async () => expect(await rows()).toEqual(expected), 120_000);
    expect((await bed.history()).backwards).toEqual([]);
    console.info(`${kills} kills of each, ${writer.messages} messages, ${writer.changes} changes`);
  });
});

const canonical = (row: GroupRowItem): string =>
  JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)));
