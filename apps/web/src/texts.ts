/** All that the page says, in English. */
export const texts = {
  app: {
    name: 'Cruddur',
    starting: 'One moment…',
    doesNotStart: 'The page could not start. Is the service running?',
    chooseOne: 'Choose a conversation, or begin a new one.',
    tryAgain: 'Try again',
  },
  signIn: {
    name: 'Cruddur Messages',
    what: 'Write to each other, one to one or in groups.',
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    demo: 'Try it as somebody else',
    asDemoUser: (name: string) => `Continue as ${name}`,
    or: 'or with an account of your own',
    toSignUp: 'Create an account',
    signUp: 'Create an account',
    displayName: 'Name',
    handle: 'Handle',
    handleHint: 'Others find you by it.',
    back: 'Back to signing in',
    codeTitle: 'Confirm your email',
    codeSent: (email: string) => `A code was sent to ${email}.`,
    code: 'Code',
    confirm: 'Confirm',
    sendAgain: 'Send another code',
    sentAgain: 'Another code was sent.',
    hasEnded: 'You were signed out. Sign in again; what you wrote and was not sent yet is kept.',
    faults: {
      wrong_password: 'The email or the password is wrong.',
      disabled: 'This account is switched off.',
      another_way: 'This account needs another way to sign in, which this page does not know.',
      not_confirmed: 'The email is not confirmed yet.',
      wrong_code: 'The code is wrong, or too old.',
      email_taken: 'There is an account with this email already.',
      weak_password: 'The password is too short, or needs other characters too.',
      malformed: 'Something is missing, or not written as it should be.',
      too_many_tries: 'Too many tries. Wait a while.',
      unavailable: 'This does not work now. Try again later.',
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
    send: 'Send',
  },
  actions: {
    label: 'Actions',
  },
  groups: {
    label: 'Group',
  },
  people: {
    label: 'People',
  },
  settings: {
    label: 'Settings',
  },
  offline: {
    notice: 'No connection. What you write is kept, and sent later.',
  },
} as const;
