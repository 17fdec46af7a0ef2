import type { LiveStore } from '@cruddur/client';
import { texts } from '../texts';

/** What somebody is called in a conversation: a list has not all members of a large group, but who has written is known. */
export function nameIn(store: LiveStore, groupUuid: string, userUuid: string): string {
  const members = store.group(groupUuid)?.members ?? [];
  const member = members.find(({ uuid }) => uuid === userUuid);
  if (member) return member.display_name;
  const said = store.shownIn(groupUuid).findLast((each) => 'message' in each && each.message.user_uuid === userUuid);
  return said && 'message' in said ? said.message.display_name : texts.people.somebody;
}
