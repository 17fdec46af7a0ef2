import type { CruddurClient, LiveStore } from '@cruddur/client';

/** Tells others that messages have arrived, one conversation after the other. */
export class ReceivedMarks {
  private readonly told = new Map<string, number>();
  private isBusy = false;

  constructor(
    private readonly client: Pick<CruddurClient, 'markReceived'>,
    private readonly store: Pick<LiveStore, 'list'>,
  ) {}

  /** To be called whenever something has come. */
  look(): void {
    if (!this.isBusy) void this.markAll();
  }

  private async markAll(): Promise<void> {
    this.isBusy = true;
    for (let next = this.next(); next; next = this.next()) {
      const { uuid, last_number: number } = next;
      const request = { message_group_uuid: uuid, body: { number } };
      // What does not pass is told with the next message.
      await this.client.markReceived(request).catch(() => undefined);
      this.told.set(uuid, number);
    }
    this.isBusy = false;
  }

  private next() {
    return this.store.list.find(
      ({ uuid, left, last_number, last_received_number }) =>
        !left && last_number > Math.max(last_received_number, this.told.get(uuid) ?? 0),
    );
  }
}
