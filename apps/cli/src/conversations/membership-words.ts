import type { PresentedMessage, PresentedMessageGroup } from '@app/common/contracts';

/** Says in words how an entry changes who is in a group; undefined for a message. */
export function membershipWords({ kind, display_name, membership }: PresentedMessage): string | undefined {
  if (!membership) return undefined;
  const { name } = membership;
  const users = membership.users.map((user) => user.display_name).join(', ');
  const words: Record<string, string> = {
    created: `${display_name} started the group${name === null ? '' : ` “${name}”`}`,
    added: `${display_name} added ${users}`,
    left: `${display_name} left`,
    removed: `${display_name} removed ${users}`,
    renamed: name === null ? `${display_name} took the group's name away` : `${display_name} named the group “${name}”`,
    owner_changed: `${display_name} made ${users} the owner`,
  };
  return words[kind] ?? `${display_name} changed the group (${kind})`;
}

const LAST_CHANGE: Record<string, string> = {
  created: 'the group was started',
  added: 'somebody was added',
  left: 'somebody left',
  removed: 'somebody was removed',
  renamed: 'the group got another name',
  owner_changed: 'the group got another owner',
};

/** What a list shows of the last entry. */
export const lastEntryWords = ({ message, last_kind }: PresentedMessageGroup): string =>
  last_kind === 'message' ? message : `(${LAST_CHANGE[last_kind] ?? last_kind})`;
