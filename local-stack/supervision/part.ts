/** One backing service or app of the stack, whatever runs it. */
export interface Part {
  readonly name: string;
  readonly address: string;
  /** What `stack logs` shows; absent for a service that somebody else runs. */
  readonly logFile?: string;
  /** Where a debugger attaches on this machine while it `isInspected`; absent where none can. */
  readonly inspectorPort?: number;
  /** Takes effect with the next start. */
  isInspected?: boolean;
  pid(): Promise<number | undefined>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Lets it finish its work; resolves when it is gone, at once when it was not running. */
  stop(): Promise<void>;
  /** Ends it without waiting for its work. */
  kill(signal: 'SIGKILL'): Promise<unknown>;
  /** A real round trip; throws an error whose message says in one line why it does not do its work. */
  probe(): Promise<void>;
}
