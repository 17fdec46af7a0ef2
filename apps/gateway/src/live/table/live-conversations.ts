import type { LiveRow, PresentedChanges, PresentedReceipt, PresentedSentMessage } from '@app/common/contracts';

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
  /** Of who lets this person see how far they have come. */
  receipts(userUuid: string, groupUuid: string): Promise<PresentedReceipt[]>;
  /** Undefined where the person may not see it. */
  message(userUuid: string, groupUuid: string, number: number): Promise<PresentedSentMessage | undefined>;
}
