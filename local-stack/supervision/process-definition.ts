export interface ProcessDefinition {
  name: string;
  address: string;
  /** On which it will listen, and nobody else may: their answers would be taken for its own. */
  ports: number[];
  /** Gets the folders `logs` and `pids`. */
  stateFolder: string;
  /** Where its Node lets a debugger attach; absent where it is no code of ours. */
  inspectorPort?: number;
  command: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  folder?: string;
  /** What must be there before the process can run. */
  prepare?: () => Promise<void>;
  probe: () => Promise<void>;
}
