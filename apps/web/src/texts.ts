const news = (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`);

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
    react: 'React',
    otherEmoji: 'Another emoji',
    reply: 'Reply',
    more: 'More actions',
    copy: 'Copy the text',
    copied: 'The text is copied.',
    edit: 'Edit',
    history: 'Earlier texts',
    historyTitle: 'Texts of the message',
    whoReacted: 'Who reacted',
    you: 'You',
    delete: 'Delete',
    deleteTitle: 'Delete the message?',
    deleteText: 'It is gone for everybody, and cannot be brought back.',
    report: 'Report',
    reportTitle: 'Report the message',
    reason: 'What is wrong with it?',
    reasonHint: 'Those who look after the service read it, and nobody else.',
    reported: 'Thank you. The message is reported.',
    emoji: {
      '👍': 'Thumbs up',
      '👎': 'Thumbs down',
      '❤️': 'Heart',
      '😂': 'Tears of joy',
      '🙂': 'Smile',
      '😉': 'Wink',
      '😍': 'In love',
      '🤔': 'Thinking',
      '😮': 'Surprise',
      '😢': 'Sadness',
      '😡': 'Anger',
      '🙏': 'Thanks',
      '👏': 'Applause',
      '🙌': 'Hurrah',
      '💪': 'Strength',
      '🎉': 'Party',
      '🔥': 'Fire',
      '💯': 'Hundred',
      '👀': 'Eyes',
      '✅': 'Done',
      '❌': 'No',
      '🚀': 'Rocket',
    },
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
    late: 'The service does not answer as it should. What you write is kept, and sent later.',
    waiting: (count: number) => (count === 1 ? '1 message waits.' : `${count} messages wait.`),
    notThere: 'The service does not answer yet. This page keeps trying.',
  },
  stack: {
    ready: (ready: number, all: number) => `${ready} of ${all} parts ready`,
    title: 'The local stack',
    unknown: 'The local stack does not answer',
  },
} as const;
