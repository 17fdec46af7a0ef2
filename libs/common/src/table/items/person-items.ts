import type { TableKey } from './keys';

/** What a person has chosen for all conversations. */
export interface SettingsItem extends TableKey {
  /** Whether others see how far this person has read, and this person how far others have; absent: yes. */
  receipts?: boolean;
  /** From whom this person takes messages in conversations of two; absent: from everybody. */
  accepts?: Acceptance;
}

/** `requests`: the first message of somebody new waits until it is accepted. `nobody` holds for old conversations too. */
export type Acceptance = 'everybody' | 'requests' | 'nobody';

/** A person's names, where conversations look them up. */
export interface NamesItem extends TableKey {
  handle: string;
  display_name: string;
  version?: number;
}

export interface BlockItem extends TableKey {
  user_uuid: string;
  created_at: string;
}
