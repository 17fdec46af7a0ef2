const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);

export const writing = {
  write: 'Write a message',
  edit: 'Edit the message',
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  answering: (name: string) => `Replying to ${name}`,
  editing: 'Editing your message',
  changedMeanwhile: 'The message was changed meanwhile. Save again to replace it.',
  changedTo: 'Changed meanwhile to',
  left: (count: number) => (count < 0 ? `${characters(-count)} too many` : `${characters(count)} left`),
  fewLeft: (count: number) => `Fewer than ${count} characters left`,
  tooLong: 'The message is too long to be sent',
  typing: (names: string[]) =>
    names.length > 2
      ? `${names.length} people are writing…`
      : `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} writing…`,
  whyNot: {
    left: 'You are no longer in this conversation.',
    erased: 'This person is no longer here.',
    blocked: 'You have blocked this person.',
  },
} as const;
