import { readdir, readFile, readlink } from 'node:fs/promises';
import { runCommand } from '../system/run-command';

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
  const sockets = new Set((await listeningInodes(port)).map((inode) => `socket:[${inode}]`));
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const links = await openFiles(pid);
    if (links.some((link) => sockets.has(link))) {
      return `${(await readFile(`/proc/${pid}/comm`, 'utf8')).trim()} (pid ${pid})`;
    }
  }
  return undefined;
}

async function listeningInodes(port: number): Promise<string[]> {
  const LISTEN = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === LISTEN)
    .map((fields) => fields[9] ?? '');
}

async function openFiles(pid: string): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const entries = await readdir(folder).catch(() => []);
  return Promise.all(entries.map((entry) => readlink(`${folder}/${entry}`).catch(() => '')));
}

async function ownerFromLsof(port: number): Promise<string | undefined> {
  const { stdout } = await runCommand('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const pid = /^p(\d+)/m.exec(stdout)?.[1];
  const command = /^c(.+)/m.exec(stdout)?.[1];
  return pid && `${command ?? 'a process'} (pid ${pid})`;
}
