import type { TableKey } from './keys';

/** When, and when not, a person is a member of a group; where there is no such item, the first entry tells. */
export interface MembershipItem extends TableKey {
  spans: SpanAttribute[];
  /** The number of the last entry about it. */
  changed_at: number;
}

/** Entries and revisions of a conversation that a person may see, the first and the last among them. */
export interface SpanAttribute {
  from_number: number;
  from_revision: number;
  /** Absent: the person still is a member. */
  until_number?: number;
  until_revision?: number;
}
