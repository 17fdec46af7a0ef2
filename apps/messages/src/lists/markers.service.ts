import { Injectable } from '@nestjs/common';
import type { MarkReadRequest, ReadMarker } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { MarkersStore } from './markers.store';
import { NewestNumbers } from './newest-numbers';

/** How far a member has come in a conversation. A number beyond the newest message counts as the newest. */
@Injectable()
export class MarkersService {
  constructor(
    private readonly markers: MarkersStore,
    private readonly numbers: NewestNumbers,
  ) {}

  /** Moves the reader's marker forward. */
  async markRead(groupUuid: string, { readerUuid, number }: MarkReadRequest): Promise<ReadMarker> {
    const upTo = await this.numbers.atMost(groupUuid, readerUuid, number);
    const moved = await this.markers.moveRead(readerUuid, groupUuid, upTo);
    if (moved === undefined) throw new DomainError('message_group_not_found');
    return { lastReadNumber: moved };
  }
}
