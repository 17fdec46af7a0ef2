import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT, STATE_FOLDER } from '../../local-stack/settings/project';

const ARCHIVE = join(PROJECT_ROOT, 'test/former-release/services.tgz');

export interface FormerRelease {
  /** The folder of its programs, below which `node_modules` are found. */
  programs: string;
  remove: () => void;
}

/** The services of the release before, ready to be started. */
export function unpackFormerRelease(): FormerRelease {
  mkdirSync(STATE_FOLDER, { recursive: true });
  const programs = mkdtempSync(join(STATE_FOLDER, 'former-release-'));
  execFileSync('tar', ['-xzf', ARCHIVE, '-C', programs]);
  return { programs, remove: () => rmSync(programs, { recursive: true }) };
}
