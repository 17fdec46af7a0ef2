import type { Api, Receipt } from '../generated/api.js';
import type { PatientReader } from './patient-reader.js';

/** How far others have come, by conversation. */
export class LiveReceipts {
  private readonly known = new Map<string, Map<string, Receipt>>();

  constructor(
    private readonly client: Pick<Api, 'readReceipts'>,
    private readonly reader: PatientReader,
    private readonly changed: () => void,
  ) {}

  in(uuid: string): Receipt[] {
    return [...(this.known.get(uuid)?.values() ?? [])];
  }

  take(uuid: string, receipt: Receipt): void {
    const known = this.known.get(uuid) ?? new Map<string, Receipt>();
    this.known.set(uuid, known.set(receipt.uuid, furthest(receipt, known.get(receipt.uuid))));
  }

  read(uuid: string): void {
    this.reader.read(`receipts ${uuid}`, async () => {
      const { body } = await this.client.readReceipts({ message_group_uuid: uuid });
      const known = this.known.get(uuid);
      this.known.set(uuid, new Map(body.map((receipt) => [receipt.uuid, furthest(receipt, known?.get(receipt.uuid))])));
      this.changed();
    });
  }
}

/** Markers of others only go on. */
const furthest = (receipt: Receipt, known: Receipt | undefined): Receipt => ({
  uuid: receipt.uuid,
  last_read_number: Math.max(receipt.last_read_number, known?.last_read_number ?? 0),
  last_received_number: Math.max(receipt.last_received_number, known?.last_received_number ?? 0),
});
