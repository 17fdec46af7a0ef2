import { join } from 'node:path';
import { eventually } from '../../support/eventually';
import { ProjectorBed } from '../projector-support/projector-bed';
import { itWhenLong } from '../support/length';

const RED_WITHIN_MS = 45_000;

describe('a projector that lives and does nothing', () => {
  let bed: ProjectorBed;

  beforeAll(async () => {
    bed = await ProjectorBed.open();
  });
  afterAll(() => bed.close());

  itWhenLong('turns its readiness red when its writes hang, and says where it stands still', async () => {
    const ledger = await bed.ledger(10);
    const projector = await bed.spawn({ HANGS: 'rows' }, ['--require', join(__dirname, '../support/hang.cjs')]);
    await projector.ready();
    projector.signal('SIGWINCH');
    await ledger.sendAtRandom(50);
    await eventually(
      async () => expect((await projector.readiness()).checks['progress']).toMatch(/stands still at \d+ while \d+/),
      RED_WITHIN_MS,
    );
    expect(await projector.metric('cruddur_part_works{part="progress"}')).toBe(0);
    await projector.kill();
    const next = await bed.start();
    await bed.allRight(ledger);
    expect(await next.stop()).toBe(0);
  });
});
