import { Injectable } from '@nestjs/common';
import { MAX_MEMBERS_WITH_RECEIPTS, type PresentedReceipt } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { KnownConversations } from '../known/known-conversations';
import { ReceiptsStore } from './receipts.store';

/** The only way in which one member learns how far others have come. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly receipts: ReceiptsStore,
    private readonly known: KnownConversations,
  ) {}

  /**
   * Of all others who let it be known, if the reader does too. Who has left learns of none, and none learns of them.
   * @throws DomainError `message_group_not_found`; `receipts_exceed_32_members` in larger conversations.
   */
  async of(groupUuid: string, readerUuid: string): Promise<PresentedReceipt[]> {
    const members = await this.known.memberUuids(groupUuid, readerUuid);
    if (members.length > MAX_MEMBERS_WITH_RECEIPTS) throw new DomainError('receipts_exceed_32_members');
    const shown = (await this.receipts.progressOf(members, groupUuid)).filter(({ isShown }) => isShown);
    if (!shown.some(({ userUuid }) => userUuid === readerUuid)) return [];
    return shown
      .filter(({ userUuid }) => userUuid !== readerUuid)
      .map(({ userUuid, lastReadNumber, lastReceivedNumber }) => ({
        uuid: userUuid,
        last_read_number: lastReadNumber,
        last_received_number: lastReceivedNumber,
      }));
  }
}
