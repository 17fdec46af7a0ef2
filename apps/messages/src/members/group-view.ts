import { Injectable } from '@nestjs/common';
import { type Message, type MessageGroup, type PresentedMessageGroup, type Span } from '@app/common/contracts';
import { previewOf } from '@app/common/text';
import { ConversationListsStore } from '../lists/rows/conversation-lists.store';
import { ListsService } from '../lists/rows/lists.service';

/** A group as one person may see it. */
export interface SeenGroup {
  groupUuid: string;
  name: string | undefined;
  memberUuids: readonly string[];
  membersAt: number;
  /** The last entry that may be seen. */
  last: Message;
  spans: readonly Span[];
}

/**
 * Shows somebody a group as what was written has it. The row of their list may be behind, or not be there yet; what it says
 * of the person, such as the read marker, counts.
 */
@Injectable()
export class GroupView {
  constructor(
    private readonly rows: ConversationListsStore,
    private readonly lists: ListsService,
  ) {}

  async present(userUuid: string, seen: SeenGroup): Promise<PresentedMessageGroup> {
    const row = await this.rows.one(userUuid, seen.groupUuid);
    const written = asWritten(userUuid, seen);
    return this.lists.presentOne(userUuid, row ? ahead(row, written) : written);
  }
}

function asWritten(
  userUuid: string,
  { groupUuid, name, memberUuids, membersAt, last, spans }: SeenGroup,
): MessageGroup {
  const isOwn = last.sender.uuid === userUuid;
  const whatWasBefore = spans.at(-1)?.fromNumber ?? 0;
  return {
    uuid: groupUuid,
    kind: 'group',
    name,
    members: [],
    membersAt,
    memberCount: memberUuids.length,
    spans,
    preview: previewOf(last.text),
    lastKind: last.kind ?? 'message',
    lastMessageAt: last.createdAt,
    lastNumber: last.number,
    lastReadNumber: isOwn ? last.number : whatWasBefore,
    revision: last.revision ?? 0,
    lastReceivedNumber: 0,
    uncountedNumber: last.number,
    isArchived: false,
  };
}

/** Of a row and what was written, each as far as it is ahead. */
function ahead(row: MessageGroup, written: MessageGroup): MessageGroup {
  const { name, membersAt, memberCount, spans } = written;
  const { preview, lastKind, lastMessageAt, lastNumber, isArchived } = written;
  const lastReadNumber = Math.max(row.lastReadNumber, written.lastReadNumber);
  return {
    ...row,
    ...(membersAt >= row.membersAt && { name, membersAt, memberCount, spans }),
    ...(lastNumber > row.lastNumber && { preview, lastKind, lastMessageAt, lastNumber, isArchived, lastReadNumber }),
    revision: Math.max(row.revision, written.revision),
    uncountedNumber: Math.max(row.uncountedNumber, written.uncountedNumber),
  };
}
