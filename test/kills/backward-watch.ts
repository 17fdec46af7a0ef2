import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../support/ledger';
import type { GroupBody, RestClient } from '../support/rest-client';

const EVERY_MS = 100;

/** Reads as one user, over and over, and remembers whatever was once seen and later was not. */
export class BackwardWatch {
  readonly wrong: string[] = [];
  /** How often the list was read. */
  reads = 0;
  private readonly rows = new Map<string, GroupBody>();
  private readonly markers = new Map<string, number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly handle: string,
    private readonly client: RestClient,
    private readonly ledger: Ledger,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** How far the user has said to have read. */
  marked(groupUuid: string): number {
    return this.markers.get(groupUuid) ?? 0;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let turn = 0; !signal.aborted; turn += 1) {
      // Whoever reads while something is away is refused, and says nothing of it.
      await this.look(turn).catch(() => undefined);
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(turn: number): Promise<void> {
    const { status, body: list } = await this.client.groups();
    if (status !== 200) return;
    this.reads += 1;
    this.checkOrder(list);
    for (const row of list) this.checkRow(row);
    for (const uuid of this.rows.keys())
      if (!list.some((row) => row.uuid === uuid)) this.say(`lost the row of ${uuid}`);
    const row = list[turn % list.length];
    if (!row) return;
    await this.checkMessages(row.uuid);
    if (turn % 5 === 0) await this.mark(row);
  }

  private checkOrder(list: GroupBody[]): void {
    const times = list.map(({ created_at }) => created_at);
    if (times.some((time, i) => i > 0 && time > times[i - 1]!)) this.say(`list out of order: ${times.join(', ')}`);
  }

  private checkRow(row: GroupBody): void {
    const before = this.rows.get(row.uuid);
    this.rows.set(row.uuid, row);
    if (row.unread_count !== row.last_number - row.last_read_number)
      this.say(`unread is wrong: ${JSON.stringify(row)}`);
    if (row.last_read_number < this.marked(row.uuid)) this.say(`read marker lost: ${JSON.stringify(row)}`);
    if (!before) return;
    const goesBack = (['last_number', 'last_read_number', 'created_at'] as const).some(
      (field) => row[field] < before[field],
    );
    if (goesBack) this.say(`went back: ${JSON.stringify(before)} then ${JSON.stringify(row)}`);
  }

  /** What was accepted before the question is in the answer, and no number is missing or twice. */
  private async checkMessages(groupUuid: string): Promise<void> {
    const accepted = Math.max(0, ...this.ledger.of(groupUuid).map(({ number }) => number));
    const { status, body } = await this.client.messages(groupUuid, '?limit=50');
    if (status !== 200) return;
    const numbers = body.map(({ number }) => number);
    if ((numbers.at(-1) ?? 0) < accepted) this.say(`${accepted} was accepted, and the newest is ${numbers.at(-1)}`);
    if (numbers.some((number, i) => i > 0 && number !== numbers[i - 1]! + 1)) this.say(`numbers: ${numbers.join(' ')}`);
  }

  private async mark({ uuid, last_number }: GroupBody): Promise<void> {
    const { status, body } = await this.client.markRead(uuid, last_number);
    if (status !== 200) return;
    if (body.last_read_number < last_number) this.say(`marked ${last_number}, and it is ${body.last_read_number}`);
    this.markers.set(uuid, Math.max(this.marked(uuid), last_number));
  }

  private say(what: string): void {
    this.wrong.push(`${this.handle}: ${what}`);
  }
}
