import type { MessageBody, RestClient } from './rest-client';

/** A person's device: it keeps a copy of one conversation, and asks for what it lacks. */
export class Device {
  private readonly entries = new Map<number, MessageBody>();
  private number = 0;
  private revision = 0;

  constructor(
    readonly client: RestClient,
    private readonly groupUuid: string,
  ) {}

  /** Comes up to the present state, by pages of `limit`. */
  async catchUp(limit = 50): Promise<void> {
    for (;;) {
      const { status, body } = await this.client.changes(this.groupUuid, this.place, limit);
      if (status !== 200) throw new Error(`no changes: ${status} ${JSON.stringify(body)}`);
      for (const entry of body.entries) this.take(entry);
      for (const { message } of body.revisions) this.take(message);
      this.number = body.entries.at(-1)?.number ?? this.number;
      this.revision = body.revisions.at(-1)?.revision ?? this.revision;
      if (!body.has_more) return;
    }
  }

  get place(): { number: number; revision: number } {
    return { number: this.number, revision: this.revision };
  }

  /** By ascending number. */
  get copy(): MessageBody[] {
    return [...this.entries.values()].sort((one, other) => one.number - other.number);
  }

  /** Of two copies of an entry the one with the higher revision counts. */
  private take(entry: MessageBody): void {
    const known = this.entries.get(entry.number);
    if (!known || entry.revision >= known.revision) this.entries.set(entry.number, entry);
  }
}
