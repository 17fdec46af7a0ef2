const news = (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`);

export const conversation = {
  label: 'Messages',
  opening: 'Opening the conversation…',
  older: 'Loading older messages…',
  newMessages: 'New messages',
  jump: (count: number) => (count === 0 ? 'Jump to the newest message' : `Jump to ${news(count)}`),
  below: (count: number) => (count === 0 ? '↓' : `${news(count)} ↓`),
  came: (name: string, text: string) => `${name}: ${text}`,
  cameMany: (count: number) => news(count),
  today: 'Today',
  yesterday: 'Yesterday',
  messageOf: (name: string, time: string) => `${name}, ${time}`,
  answers: (name: string) => `In answer to ${name}. Show that message`,
  deleted: 'This message was deleted.',
  edited: 'edited',
  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji} ${count}`,
  sending: { waiting: 'Not sent yet', stored: 'Sent', read: 'Read by all' },
  refused: 'Not sent',
  discard: 'Discard',
  you: 'You',
  /** How somebody has changed a group; undefined for a way that is not known. */
  change: (kind: string, who: string, whom: readonly string[], name: string | null): string | undefined => {
    const them = whom.map((each) => (each === 'You' ? 'you' : each)).join(', ');
    switch (kind) {
      case 'created':
        return name === null ? `${who} started the group.` : `${who} started the group “${name}”.`;
      case 'added':
        return `${who} added ${them}.`;
      case 'left':
        return `${who} left.`;
      case 'removed':
        return `${who} removed ${them}.`;
      case 'renamed':
        return name === null ? `${who} took the group’s name away.` : `${who} named the group “${name}”.`;
      case 'owner_changed':
        return `${who} handed the group over to ${them}.`;
      default:
        return undefined;
    }
  },
} as const;
