/** What a script learns from how `cruddur` ends. Documented in docs/cli.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command, an argument, a variable, or production without `--prod`: nothing was tried. */
  wrongUse: 2,
  /** A service does not answer; the same command may succeed later. */
  unavailable: 3,
  /** A handle, table, database or pool that the command names does not exist. */
  notFound: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
