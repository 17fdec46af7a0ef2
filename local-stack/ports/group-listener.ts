import { membersOf } from '../system/proc-stat';
import { runCommand } from '../system/run-command';
import { listeners, openFiles } from './listeners';

/** Whether one of a process group listens on the port; undefined where the system does not tell. */
export async function groupListens(group: number, port: number): Promise<boolean | undefined> {
  try {
    return process.platform === 'linux' ? await accordingToProc(group, port) : await accordingToLsof(group, port);
  } catch {
    return undefined;
  }
}

async function accordingToProc(group: number, port: number): Promise<boolean | undefined> {
  const links = (await listeners()).filter((listener) => listener.port === port).map(({ link }) => link);
  const files = await Promise.all(membersOf(group).map((pid) => openFiles(pid)));
  if (files.some((open) => open?.some((file) => links.includes(file)))) return true;
  return files.includes(undefined) ? undefined : false;
}

/** Without a line lsof fails. */
async function accordingToLsof(group: number, port: number): Promise<boolean> {
  const args = ['-nP', '-a', '-g', String(group), `-iTCP:${port}`, '-sTCP:LISTEN', '-t'];
  const found = await runCommand('lsof', args).catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error;
    return { stdout: '' };
  });
  return found.stdout.trim() !== '';
}
