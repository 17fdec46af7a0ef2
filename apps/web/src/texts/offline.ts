export const offline = {
  notice: 'No connection. What you write is kept, and sent later.',
  late: 'The service does not answer as it should. What you write is kept, and sent later.',
  waiting: (count: number) => (count === 1 ? '1 message waits.' : `${count} messages wait.`),
  notThere: 'The service does not answer yet. This page keeps trying.',
} as const;
