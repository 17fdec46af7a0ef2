import { ERASED_NAMES } from '@app/common/contracts';
import {
  conversationKey,
  conversationOf,
  fromMemberBytes,
  messageKey,
  messageOf,
  NAMES,
  namesKey,
  SORT_KEY,
} from '@app/common/table';
import type { HeldItems } from './held-items';

/** Who may read a conversation beside the one who is erased: who is a member, or was one. */
export class Readers {
  constructor(
    private readonly held: HeldItems,
    private readonly userUuid: string,
  ) {}

  /** Whether anybody is left who is not erased too. */
  async areLeft(groupUuid: string): Promise<boolean> {
    for (const uuid of await this.of(groupUuid)) {
      if (uuid !== this.userUuid && !(await this.isErased(uuid))) return true;
    }
    return false;
  }

  private async of(groupUuid: string): Promise<Set<string>> {
    const item = await this.held.item(conversationKey(groupUuid));
    const conversation = item && conversationOf(item);
    if (!conversation) return new Set();
    if (conversation.kind !== 'group') return new Set(conversation.members.map(({ uuid }) => uuid));
    const first = await this.held.item(messageKey(groupUuid, 1));
    const { members } = first ? messageOf(first) : {};
    const uuids = new Set(members && fromMemberBytes(Buffer.from(members).toString('base64')));
    for await (const membership of this.held.ofConversation(groupUuid, '&')) uuids.add(membership[SORT_KEY].slice(1));
    return uuids;
  }

  private async isErased(userUuid: string): Promise<boolean> {
    const names = await this.held.item(namesKey(userUuid));
    return names?.[NAMES.handle] === ERASED_NAMES.handle;
  }
}
