import { Injectable } from '@nestjs/common';
import type { ChangeSettingsRequest, PresentedSettings } from '@app/common/contracts';
import { SettingsStore } from './settings.store';

/** What a person chooses for all conversations. */
@Injectable()
export class SettingsService {
  constructor(private readonly settings: SettingsStore) {}

  read(userUuid: string): Promise<PresentedSettings> {
    return this.settings.read(userUuid);
  }

  /** What is absent stays. */
  change(userUuid: string, { receipts }: ChangeSettingsRequest): Promise<PresentedSettings> {
    return receipts === undefined ? this.settings.read(userUuid) : this.settings.setReceipts(userUuid, receipts);
  }
}
