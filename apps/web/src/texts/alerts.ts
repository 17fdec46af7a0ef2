export const alerts = {
  label: 'Alerts',
  close: 'Close',
  noAnswer: 'The service does not answer. Try again later.',
  fault: 'Something went wrong. Try again later.',
} as const;
