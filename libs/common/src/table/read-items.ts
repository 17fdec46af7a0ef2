import type { Person } from '@app/common/contracts';
import { type Attributes, mapsOf, textOf } from '@app/common/dynamodb/lean';

/** The members of a conversation. */
export const readMembers = (conversation: Attributes): Person[] =>
  mapsOf(conversation, 'members').map((member) => ({
    uuid: textOf(member, 'uuid'),
    handle: textOf(member, 'handle'),
    displayName: textOf(member, 'display_name'),
  }));
