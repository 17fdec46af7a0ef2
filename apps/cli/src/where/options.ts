/** On which services a command works. */
export interface TargetOptions {
  prod?: boolean;
}

/** Whether a person has already said yes to a change of production. */
export interface ConfirmedOptions extends TargetOptions {
  yes?: boolean;
}

export interface PasswordOption {
  passwordFile?: string;
}

/** Which machines beside this one may get what a local stack is made of. */
export interface HostsOption {
  hosts?: string[];
}

export interface ReadOptions extends TargetOptions {
  json?: boolean;
}

export type ChangeOptions = ReadOptions & ConfirmedOptions;
