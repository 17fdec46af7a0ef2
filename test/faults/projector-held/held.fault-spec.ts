import { encodeCloudEvent, TOPICS } from '@app/common/events';
import { Conversation } from '../../../apps/group-projector/test/conversation';
import { eventually } from '../../support/eventually';
import { range } from '../../support/range';
import type { MessageLedger } from '../projector-support/message-ledger';
import { DEAD_LETTERS, GROUP, ProjectorBed } from '../projector-support/projector-bed';
import { within } from '../support/length';
import type { ServiceProcess } from '../support/service-process';

const CONVERSATIONS = 20;
/** Moves of so many members are held for eight seconds. */
const MEMBERS_NAMED = 256;
const HELD = 'cruddur_consumer_held_records{consumer="group-projector"}';
/** A supervisor waits no longer than 20 s. */
const GRACE_MS = within(10_000, 20_000);

describe('moves that a projector holds', () => {
  let bed: ProjectorBed;
  let ledger: MessageLedger;

  beforeEach(async () => {
    bed = await ProjectorBed.open({ partitions: 3 });
    ledger = await bed.ledger(CONVERSATIONS, MEMBERS_NAMED);
  });
  afterEach(() => bed.close());

  async function held(projectors: ServiceProcess[]): Promise<number> {
    const counts = await Promise.all(projectors.map((projector) => projector.metric(HELD)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Every row is right after a first message; then more of each conversation are read, and wait. */
  async function holdSome(projectors: ServiceProcess[]): Promise<void> {
    await ledger.sendEverywhere(1);
    await bed.allRight(ledger);
    await eventually(async () => {
      // Of two messages the second waits, even where the time of the row's last move is over.
      await ledger.sendEverywhere(2);
      await eventually(async () => expect(await held(projectors)).toBeGreaterThanOrEqual(CONVERSATIONS), 2_000);
    });
    expect(await ledger.wrongRows()).not.toEqual([]);
  }

  const ends = async (): Promise<string> => String(await bed.kafka.ends(TOPICS.messages));
  const committed = async (): Promise<string> => String(await bed.kafka.committed(GROUP, TOPICS.messages));

  it('are read again by the next one when it is killed', async () => {
    const doomed = await bed.start();
    await holdSome([doomed]);
    await doomed.kill();
    expect(await committed()).not.toBe(await ends());
    await bed.start();
    await bed.allRight(ledger);
    await bed.allRead();
    expect((await bed.history()).backwards).toEqual([]);
  });

  it('are written and committed before it ends when it is asked to stop', async () => {
    const projector = await bed.start();
    await holdSome([projector]);
    const askedAt = performance.now();
    expect(await projector.stop()).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(GRACE_MS);
    expect(await ledger.wrongRows()).toEqual([]);
    expect(await committed()).toBe(await ends());
  });

  it('do no harm when they are written after another has their partition, and newer ones are in the rows', async () => {
    const [frozen, other] = await Promise.all(range(2).map(() => bed.start()));
    await eventually(async () => {
      expect((await bed.kafka.shares(GROUP, TOPICS.messages)).filter((share) => share > 0)).toHaveLength(2);
    });
    await holdSome([frozen!, other!]);
    const refused = await frozen!.sum('cruddur_projector_row_writes_total', 'refused');
    expect(await held([frozen!])).toBeGreaterThan(0);
    frozen!.signal('SIGSTOP');
    await ledger.sendEverywhere(1);
    await bed.allRight(ledger);
    const rows = await bed.rows();

    frozen!.signal('SIGCONT');
    await eventually(async () =>
      expect(await frozen!.sum('cruddur_projector_row_writes_total', 'refused')).toBeGreaterThan(refused),
    );
    await eventually(async () => expect(await held([frozen!])).toBe(0));
    expect(await bed.rows()).toEqual(rows);
    expect((await bed.history()).backwards).toEqual([]);
    await bed.allRead();
  });

  it('wait while DynamoDB is away, and none is skipped', async () => {
    const projector = await bed.start();
    await holdSome([projector]);
    bed.dynamoDb.script = () => 'cut';
    await eventually(async () =>
      expect((await projector.readiness()).checks['consumer']).toMatch('waiting: DynamoDB does not answer'),
    );
    await ledger.sendEverywhere(1);
    expect(await committed()).not.toBe(await ends());
    bed.dynamoDb.script = () => undefined;
    await bed.allRight(ledger);
    await bed.allRead();
    await projector.ready();
    expect(await bed.kafka.records(DEAD_LETTERS)).toEqual([]);
  });

  it('are written without the poison among them, which alone becomes a dead letter', async () => {
    const conversation = await Conversation.start(bed.documents, bed.table.name);
    const { andrew, bayko } = conversation;
    const events = range(4).map((i) => conversation.sent(i + 2, i % 2 ? andrew : bayko));
    for (const { data } of events) data.member_uuids = range(MEMBERS_NAMED).map((i) => data.member_uuids![i % 2]!);
    const [first, second, poison, last] = events;
    poison!.data.member_uuids = range(MEMBERS_NAMED).map(() => 'x'.repeat(3_000));
    const projector = await bed.start();

    const send = (...sent: typeof events) => bed.kafka.send(TOPICS.messages, ...sent.map(encodeCloudEvent));
    await send(first!);
    await eventually(async () => expect((await conversation.row(andrew))?.last_number).toBe(2));
    await send(second!, poison!, last!);
    await eventually(async () => expect(await held([projector])).toBeGreaterThanOrEqual(2));

    const good = [first!, second!, last!];
    await eventually(async () =>
      expect(await conversation.rows()).toEqual([
        conversation.expectedRow(andrew, good),
        conversation.expectedRow(bayko, good),
      ]),
    );
    // All of them are in one partition, and the poison holds none of them up.
    await eventually(async () => expect(await committed()).toMatch(/\b4\b/));
    const letters = await bed.kafka.records(DEAD_LETTERS);
    expect(letters.map(({ value }) => value)).toEqual([JSON.stringify(poison!.data)]);
    await projector.ready();
  });
});
