import { RunningStack } from '@local-stack/control/running-stack';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { follow, lastLines } from '@local-stack/supervision/log-file';
import { unknownPart } from '@local-stack/supervision/stack';
import { CliError } from '@local-stack/terminal/cli-error';
import { answer } from '../output/output';

export interface LogOptions {
  follow?: boolean;
}

/** `cruddur stack logs`: the last `lines`, and those that follow as long as somebody reads them. */
export async function showLog(name: string, lines: number, options: LogOptions): Promise<void> {
  const parts = await new RunningStack(loadStackConfig().CRUDDUR_FOLDER).parts();
  const part = parts.find((candidate) => candidate.name === name);
  if (!part) throw unknownPart(name, parts);
  if (!part.log) throw new CliError(`${name} was not started here, so its log is not here`);
  for (const line of await lastLines(part.log, lines)) console.log(line);
  if (options.follow) await follow(part.log, (text) => process.stdout.write(text), answer.unread);
}
