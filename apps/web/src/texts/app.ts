export const app = {
  name: 'Cruddur',
  starting: 'One moment…',
  doesNotStart: 'The page could not start. Is the service running?',
  chooseOne: 'Choose a conversation, or begin a new one.',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
} as const;
