import { Injectable } from '@nestjs/common';
import type { MarkReadRequest, MarkReceivedRequest, ReadMarker, ReceivedMarker } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { whileContended } from '../../conversations/requests/while-contended';
import { forcedTo } from './markers';
import { MarkersStore } from './markers.store';
import { KnownConversations } from '../known/known-conversations';

/** How far a member has come in a conversation. A number beyond the newest message counts as the newest. */
@Injectable()
export class MarkersService {
  constructor(
    private readonly markers: MarkersStore,
    private readonly known: KnownConversations,
  ) {}

  /** Moves the reader's marker forward; back too, if it is forced. */
  async markRead(groupUuid: string, { readerUuid, number, force }: MarkReadRequest): Promise<ReadMarker> {
    if (force) return { lastReadNumber: await this.force(readerUuid, groupUuid, number) };
    const upTo = await this.known.atMostNewest(groupUuid, readerUuid, number);
    return { lastReadNumber: found(await this.markers.moveRead(readerUuid, groupUuid, upTo)) };
  }

  /** Moves forward what has come to one of the reader's devices. */
  async markReceived(groupUuid: string, { readerUuid, number }: MarkReceivedRequest): Promise<ReceivedMarker> {
    const upTo = await this.known.atMostNewest(groupUuid, readerUuid, number);
    return { lastReceivedNumber: found(await this.markers.moveReceived(readerUuid, groupUuid, upTo)) };
  }

  /**
   * The newest number is read behind the row, and from the table: whatever the row did not show then, an own message or a
   * deletion, lies at or below it, or moves the row later. What changes the row's markers meanwhile is not written over.
   */
  private force(readerUuid: string, groupUuid: string, number: number): Promise<number> {
    return whileContended(async () => {
      const before = found(await this.markers.read(readerUuid, groupUuid));
      const newest = await this.known.newest(groupUuid, readerUuid);
      const after = forcedTo(before, number, newest);
      return (await this.markers.replace(readerUuid, groupUuid, before, after)) ? after.lastRead : 'contended';
    });
  }
}

/** @throws DomainError `message_group_not_found` where there is no row. */
function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new DomainError('message_group_not_found');
  return value;
}
