import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a command to its end. Rejects when it cannot run or its exit code is not 0, with what it wrote as the message. */
export async function runCommand(
  command: string,
  args: string[],
  options: { environment?: NodeJS.ProcessEnv; folder?: string } = {},
): Promise<{ stdout: string; stderr: string }> {
  return execute(command, args, { env: options.environment, cwd: options.folder, maxBuffer: 64 * 1024 * 1024 });
}
