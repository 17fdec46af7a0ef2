/** The users that every local stack has from the start. All of them sign in with `DEMO_PASSWORD`. */
export const DEMO_USERS = [
  { handle: 'andrewbrown', displayName: 'Andrew Brown', email: 'andrewbrown@example.com' },
  { handle: 'bayko', displayName: 'Andrew Bayko', email: 'bayko@example.com' },
  { handle: 'londo', displayName: 'Londo Mollari', email: 'londo@example.com' },
  { handle: 'altbrown', displayName: 'Alternate', email: 'altbrown@example.com' },
] as const;

export type DemoUser = (typeof DEMO_USERS)[number];

export const DEMO_PASSWORD = 'Cruddur-demo-1';
