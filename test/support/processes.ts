import { readFile } from 'node:fs/promises';
import { listeners, openFiles } from '../../local-stack/ports/listeners';
import { runningPids } from '../../local-stack/system/proc-stat';

/** A process and all that it has started, by the tables of Linux. */
export async function familyOf(pid: number): Promise<number[]> {
  const parents = await Promise.all(runningPids().map(async (each) => ({ pid: each, parent: await parentOf(each) })));
  const family = [pid];
  for (const member of family)
    family.push(...parents.filter(({ parent }) => parent === member).map((each) => each.pid));
  return family;
}

async function parentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

/** Where these processes wait for connections: hexadecimal addresses. */
export async function listeningAddresses(pids: number[]): Promise<{ address: string; port: number }[]> {
  const files = new Set((await Promise.all(pids.map(openFiles))).flatMap((open) => open ?? []));
  return (await listeners()).filter(({ link }) => files.has(link)).map(({ address, port }) => ({ address, port }));
}

/** The names and values of the environment that a process was started with. */
export async function environmentOf(pid: number): Promise<Record<string, string>> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8');
  return Object.fromEntries(
    text
      .split('\0')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

export const argumentsOf = async (pid: number): Promise<string[]> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
