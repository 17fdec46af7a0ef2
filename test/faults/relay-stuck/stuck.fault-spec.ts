import { join } from 'node:path';
import { eventually } from '../../support/eventually';
import { isLong, within } from '../support/length';
import { RelayBed } from '../support/relay-bed';

const RED_WITHIN_MS = within(20_000, 60_000);
const ENDS_WITHIN_MS = 75_000;

const stuckParts = [
  { part: 'discovery', check: 'stream', line: /^listing the shards: last done \d+ s ago/ },
  { part: 'reader', check: 'shards', line: /^reading shardId-\S+: (last done \d+ s ago|not done yet)/ },
  { part: 'producer', check: 'kafka', line: /^Kafka has acknowledged nothing for \d+ s/ },
];

describe('a relay that lives and does nothing', () => {
  const beds: RelayBed[] = [];
  afterAll(() => Promise.all(beds.map((bed) => bed.close())));

  async function openBed(): Promise<RelayBed> {
    const bed = await RelayBed.open();
    beds.push(bed);
    await bed.writer.start(5);
    return bed;
  }

  // Side by side, since each takes more than a minute to be given up.
  it.concurrent.each(isLong ? stuckParts : stuckParts.slice(2))(
    'turns its readiness red when its $part hangs, says which, and ends for its supervisor',
    async ({ part, check, line }) => {
      const bed = await openBed();
      const relay = await bed.spawn({ HANGS: part }, ['--require', join(__dirname, '../support/hang.cjs')]);
      await relay.ready();
      await bed.nothingWrong();
      relay.signal('SIGWINCH');
      await bed.writer.write(10);
      await eventually(async () => expect((await relay.readiness()).checks[check]).toMatch(line), RED_WITHIN_MS);
      expect(await relay.metric(`cruddur_part_works{part="${check}"}`)).toBe(0);
      if (isLong) {
        const code = await Promise.race([
          relay.ended,
          new Promise((resolve) => setTimeout(resolve, ENDS_WITHIN_MS).unref()),
        ]);
        expect(code).toBe(1);
      } else await relay.kill();
      const next = await bed.start();
      await bed.nothingWrong();
      expect(await next.stop()).toBe(0);
    },
  );
});
