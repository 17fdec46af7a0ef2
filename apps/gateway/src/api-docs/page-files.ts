import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DocumentFile } from './document-file';
import { PAGE_FOLDER } from './page-folder';

const SWAGGER_UI = dirname(require.resolve('swagger-ui-dist/package.json'));

const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const fileIn = (folder: string, name: string, type: string): [string, DocumentFile] => [
  name,
  new DocumentFile(type, () => readFile(join(folder, name))),
];

export const PAGE = new DocumentFile('text/html; charset=utf-8', () => readFile(join(PAGE_FOLDER, 'docs.html')));

/** What the page loads, by name. */
export const PAGE_FILES: ReadonlyMap<string, DocumentFile> = new Map([
  fileIn(PAGE_FOLDER, 'docs.css', CSS),
  fileIn(PAGE_FOLDER, 'docs.js', SCRIPT),
  fileIn(SWAGGER_UI, 'swagger-ui.css', CSS),
  fileIn(SWAGGER_UI, 'swagger-ui-bundle.js', SCRIPT),
  fileIn(SWAGGER_UI, 'favicon-32x32.png', 'image/png'),
]);
