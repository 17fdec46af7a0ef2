import type { PresentedChanges, PresentedSentMessage } from '@app/common/contracts';

/** A person's row of a conversation, as far as live updates need it. */
export interface LiveRow {
  groupUuid: string;
  lastNumber: number;
  revision: number;
  lastReadNumber: number;
  /** When Kafka got the newest that the row has taken in; absent: nobody knows. */
  movedAt?: number | undefined;
  /** It waits to be accepted, or was declined: nothing of it is told. */
  isHidden: boolean;
}

/** What one person may see of conversations, as the table has it. */
export interface LiveConversations {
  rows(userUuid: string): Promise<LiveRow[]>;
  /** Undefined where the person has none. */
  row(userUuid: string, groupUuid: string): Promise<LiveRow | undefined>;
  /** Undefined where the person may not see the conversation, or what is named is beyond it. */
  changes(
    userUuid: string,
    groupUuid: string,
    after: { number: number; revision: number },
  ): Promise<PresentedChanges | undefined>;
  /** Undefined where the person may not see it. */
  message(userUuid: string, groupUuid: string, number: number): Promise<PresentedSentMessage | undefined>;
}
