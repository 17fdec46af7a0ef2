/** All that the page says, in English. */
export const texts = {
  app: {
    name: 'Cruddur',
    starting: 'One moment…',
    doesNotStart: 'The page could not start. Is the service running?',
    chooseOne: 'Choose a conversation, or begin a new one.',
    tryAgain: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
  },
  signIn: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    asDemoUser: (name: string) => `Continue as ${name}`,
    faults: {
      wrong_password: 'The email or the password is wrong.',
      not_confirmed: 'The email is not confirmed yet.',
      wrong_code: 'The code is wrong, or too old.',
      email_taken: 'There is an account with this email already.',
      weak_password: 'The pool wants a longer password, or other characters in it.',
      malformed: 'Something is missing, or not written as it should be.',
      too_many_tries: 'Too many tries. Wait a while.',
      unavailable: 'Signing in does not work now. Try again later.',
    },
  },
  list: {
    title: 'Conversations',
    signOut: 'Sign out',
    unread: (count: number) => (count >= 100 ? '99+ unread' : `${count} unread`),
  },
  conversation: {
    label: 'Messages',
  },
  writing: {
    write: 'Write a message',
    edit: 'Edit the message',
    send: 'Send',
    save: 'Save',
    cancel: 'Cancel',
    answering: (name: string) => `Replying to ${name}`,
    editing: 'Editing your message',
    changedMeanwhile: 'The message was changed meanwhile. Save again to replace it.',
    left: (count: number) => (count < 0 ? `${-count} characters too many` : `${count} characters left`),
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
  },
  actions: {
    label: 'Actions',
  },
  groups: {
    label: 'Group',
  },
  people: {
    label: 'People',
    somebody: 'Somebody',
  },
  settings: {
    label: 'Settings',
  },
  alerts: {
    label: 'Alerts',
    close: 'Close',
    noAnswer: 'The service does not answer. Try again later.',
    fault: 'Something went wrong. Try again later.',
  },
  offline: {
    notice: 'No connection. What you write is kept, and sent later.',
  },
} as const;
