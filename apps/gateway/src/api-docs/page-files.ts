import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DocumentFile } from '../files/document-file';
import { typeOf } from '../files/file-types';
import { PROJECT_ROOT } from '../files/project-root';

const OURS = join(PROJECT_ROOT, 'apps/gateway/page');
const SWAGGER_UI = dirname(require.resolve('swagger-ui-dist/package.json'));

const fileIn = (folder: string, name: string): DocumentFile =>
  new DocumentFile(typeOf(name), () => readFile(join(folder, name)));

export const PAGE = fileIn(OURS, 'docs.html');

/** What the page loads, by name. */
export const PAGE_FILES: ReadonlyMap<string, DocumentFile> = new Map([
  ...['docs.css', 'docs.js'].map((name) => [name, fileIn(OURS, name)] as const),
  ...['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'].map(
    (name) => [name, fileIn(SWAGGER_UI, name)] as const,
  ),
]);
