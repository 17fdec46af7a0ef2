import { readdir, readFile, readlink } from 'node:fs/promises';

/** A socket that waits for connections, as /proc/net/tcp has it; its address in hexadecimal. */
export interface Listener {
  address: string;
  port: number;
  /** As in the links of /proc/<pid>/fd. */
  link: string;
}

const LISTEN = '0A';

/** All of this machine, of both families. */
export async function listeners(): Promise<Listener[]> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN)
    .map((fields) => {
      const [address = '', port = ''] = fields[1]!.split(':');
      return { address, port: parseInt(port, 16), link: `socket:[${fields[9]}]` };
    });
}

/** What a process has open; undefined where it has gone, or is not ours to look at. */
export async function openFiles(pid: number): Promise<string[] | undefined> {
  const folder = `/proc/${pid}/fd`;
  const entries = await readdir(folder).catch(() => undefined);
  return entries && Promise.all(entries.map((entry) => readlink(`${folder}/${entry}`).catch(() => '')));
}
