/** Of a group, as far as it is known. */
interface GroupChange {
  by?: string | undefined;
  users?: string | undefined;
  name: string | null;
}

export const list = {
  title: 'Conversations',
  signOut: 'Sign out',
  account: 'Account',
  settings: 'Settings',
  tabTitle: (unread: string) => `(${unread}) Cruddur`,
  count: (count: number, more = false) => `${count}${more ? '+' : ''}`,
  unread: (count: number) => (count >= 100 ? '100+ unread' : `${count} unread`),
  filter: 'Filter by name',
  views: 'What is listed',
  usual: 'Chats',
  archived: 'Archived',
  requests: 'Requests',
  waiting: (count: number) => `${count} waiting`,
  empty: 'No conversations yet.',
  emptyArchive: 'Nothing is archived.',
  noneNamed: 'No conversation has this name.',
  more: 'Show more',
  muted: 'muted',
  pinned: 'pinned',
  deleted: 'Message deleted',
  you: 'You',
  says: ': ',
  change: 'The group was changed',
  changes: {
    created: ({ by = 'Somebody' }) => `${by} started the group`,
    added: ({ by, users = 'Somebody' }) => (by ? `${by} added ${users}` : `${users} was added`),
    left: ({ by = 'Somebody' }) => `${by} left`,
    removed: ({ by, users = 'Somebody' }) => (by ? `${by} removed ${users}` : `${users} was removed`),
    renamed: ({ by = 'Somebody', name }) =>
      name === null ? `${by} took the name away` : `${by} named the group “${name}”`,
    owner_changed: ({ by = 'Somebody', users = 'somebody else' }) => `${by} made ${users} the owner`,
  } satisfies Record<string, (change: GroupChange) => string>,
} as const;
