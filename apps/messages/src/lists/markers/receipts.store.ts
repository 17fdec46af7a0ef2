import { Injectable } from '@nestjs/common';
import { groupRowKey, readProgress, readRequest, settingsKey } from '@app/common/table';
import { SeveralItems } from '../../conversations/requests/several-items';
import { readSettings } from '../choices/settings.store';

/** How far one member has come, and whether others may know. */
export interface Progress {
  userUuid: string;
  lastReadNumber: number;
  lastReceivedNumber: number;
  /** Not of a conversation that this member has not accepted. */
  isShown: boolean;
}

const NOTHING = { lastReadNumber: 0, lastReceivedNumber: 0 };

/** Reads how far the members of a conversation have come. */
@Injectable()
export class ReceiptsStore {
  constructor(private readonly items: SeveralItems) {}

  /** Of all these in one request. Strongly consistent. Who has no row has come nowhere. */
  async progressOf(userUuids: string[], groupUuid: string): Promise<Progress[]> {
    const keys = userUuids.map((uuid) => ({ uuid, row: groupRowKey(uuid, groupUuid), settings: settingsKey(uuid) }));
    const found = await this.items.read(keys.flatMap(({ row, settings }) => [row, settings]));
    return keys.map(({ uuid, row, settings }) => {
      const item = found.get(row);
      return {
        userUuid: uuid,
        ...(item ? readProgress(item) : NOTHING),
        isShown: readSettings(found.get(settings)).receipts && !(item && readRequest(item)),
      };
    });
  }
}
