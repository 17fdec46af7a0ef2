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
  change(userUuid: string, changes: ChangeSettingsRequest): Promise<PresentedSettings> {
    const isNothing = Object.values(changes).every((value) => value === undefined);
    return isNothing ? this.settings.read(userUuid) : this.settings.set(userUuid, changes);
  }
}
