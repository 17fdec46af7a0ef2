import { readFile } from 'node:fs/promises';
import { runningPids } from '../system/proc-stat';
import { runCommand } from '../system/run-command';
import { listeners, openFiles } from './listeners';

/** The process that listens on the port, as in `java (pid 4711)`; undefined if the system does not say. */
export async function portOwner(port: number): Promise<string | undefined> {
  try {
    return process.platform === 'linux' ? await ownerFromProc(port) : await ownerFromLsof(port);
  } catch {
    return undefined;
  }
}

/** /proc is on every Linux; lsof and ss are not. */
async function ownerFromProc(port: number): Promise<string | undefined> {
  const links = (await listeners()).filter((listener) => listener.port === port).map(({ link }) => link);
  for (const pid of runningPids()) {
    const files = await openFiles(pid);
    if (files?.some((file) => links.includes(file))) {
      return `${(await readFile(`/proc/${pid}/comm`, 'utf8')).trim()} (pid ${pid})`;
    }
  }
  return undefined;
}

async function ownerFromLsof(port: number): Promise<string | undefined> {
  const { stdout } = await runCommand('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const pid = /^p(\d+)/m.exec(stdout)?.[1];
  const command = /^c(.+)/m.exec(stdout)?.[1];
  return pid && `${command ?? 'a process'} (pid ${pid})`;
}
