import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DocumentFile } from '../files/document-file';
import { typeOf } from '../files/file-types';

/** The folder that the build of the page writes to. */
export const WEB_FOLDER = Symbol('WEB_FOLDER');

/**
 * The page and what it loads, as they are when the process starts: a build that comes later shows with the next start, whole.
 * Without one there is no page, and all else goes on.
 */
@Injectable()
export class BuiltPage {
  readonly index: DocumentFile | undefined;
  /** By name: what has no name here cannot be asked for. */
  readonly assets: ReadonlyMap<string, DocumentFile>;

  constructor(@Inject(WEB_FOLDER) folder: string) {
    const isBuilt = existsSync(join(folder, 'index.html'));
    if (!isBuilt) new Logger(BuiltPage.name).log(`the page is not built: ${folder} has no index.html`);
    this.index = isBuilt ? fileIn(folder, 'index.html') : undefined;
    this.assets = new Map(isBuilt ? filesIn(join(folder, 'assets')) : []);
  }
}

function filesIn(folder: string): [string, DocumentFile][] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => [name, fileIn(folder, name)]);
}

function fileIn(folder: string, name: string): DocumentFile {
  const bytes = readFileSync(join(folder, name));
  return new DocumentFile(typeOf(name), () => Promise.resolve(bytes));
}
