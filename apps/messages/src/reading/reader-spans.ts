import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Span, WHOLE } from '@app/common/contracts';
import type { Attributes } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import {
  conversationKey,
  fromMemberBytes,
  MEMBERSHIP,
  membershipKey,
  MESSAGE,
  messageKey,
  readSpans,
} from '@app/common/table';
import { readConversation } from '../conversations/standing/read-conversation';
import { SeveralItems } from '../conversations/requests/several-items';
import type { ToldMembers } from '../conversations/standing/standings';

const REMEMBERED_READERS = 50_000;

interface Known {
  spans: readonly Span[];
  /** Who was a member at the start needs no item of their own; that never changes. */
  isFromStart: boolean;
}

/**
 * What of a conversation its readers may see. Whoever reads asks behind everything that they have read: what was written
 * after somebody went is to be seen only once their going is, so what is shown was written while they were a member.
 */
@Injectable()
export class ReaderSpans {
  private readonly known = new LRUCache<string, Known>({ max: REMEMBERED_READERS });

  constructor(private readonly several: SeveralItems) {}

  /** As they last were in this process, or as most are: to read by, and to be held against `of` afterwards. */
  lastKnown(groupUuid: string, readerUuid: string): readonly Span[] {
    return this.known.get(nameOf(groupUuid, readerUuid))?.spans ?? WHOLE;
  }

  isKnown(groupUuid: string, readerUuid: string): boolean {
    return this.known.has(nameOf(groupUuid, readerUuid));
  }

  /**
   * By no request where what was read is of a conversation of two and names the reader; otherwise by one. To strangers it is
   * the same whatever there is of the conversation, so that the time tells nothing.
   * @throws DomainError `message_group_not_found`.
   */
  async of(groupUuid: string, readerUuid: string, read: ToldMembers): Promise<readonly Span[]> {
    if (read.memberUuids?.includes(readerUuid)) return WHOLE;
    const name = nameOf(groupUuid, readerUuid);
    const found = await this.find(groupUuid, readerUuid, this.known.get(name));
    if (!found) throw new DomainError('message_group_not_found');
    this.known.set(name, found);
    return found.spans;
  }

  private async find(groupUuid: string, readerUuid: string, known: Known | undefined): Promise<Known | undefined> {
    const [own, conversation, first] = [
      membershipKey(groupUuid, readerUuid),
      conversationKey(groupUuid),
      messageKey(groupUuid, 1),
    ];
    const found = await this.several.read(known ? [own] : [own, conversation, first]);
    const isFromStart =
      known?.isFromStart ?? membersOf(groupUuid, found.get(conversation), found.get(first)).includes(readerUuid);
    const membership = found.get(own);
    if (membership) return { spans: readSpans(membership, MEMBERSHIP.spans), isFromStart };
    return isFromStart ? { spans: WHOLE, isFromStart } : undefined;
  }
}

const nameOf = (groupUuid: string, readerUuid: string): string => `${groupUuid} ${readerUuid}`;

/** At the start. */
function membersOf(
  groupUuid: string,
  conversation: Attributes | undefined,
  first: Attributes | undefined,
): readonly string[] {
  const bytes = first?.[MESSAGE.members]?.B;
  if (bytes !== undefined) return fromMemberBytes(bytes);
  return (conversation && readConversation(groupUuid, conversation).memberUuids) ?? [];
}
