import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel refuses longer paths. */
const LONGEST_PATH = 100;

/** Where the `cruddur start` of this folder takes orders from its own user. */
export function controlSocket(folder: string): string {
  const usual = join(resolve(folder), 'control.sock');
  if (usual.length <= LONGEST_PATH) return usual;
  return join(tmpdir(), `cruddur-${createHash('sha256').update(usual).digest('hex').slice(0, 16)}.sock`);
}
