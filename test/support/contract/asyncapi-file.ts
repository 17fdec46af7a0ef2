import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../../local-stack/settings/project';

/** What the tests read of the document. */
export interface AsyncApiFile {
  channels: Record<string, DocumentedChannel>;
}

export interface DocumentedChannel {
  address: string;
  servers: { $ref: string }[];
  messages: Record<string, { $ref: string }>;
}

/** As it is committed; a test of the command line holds it against the code. */
export const asyncApiFile = (): AsyncApiFile =>
  parse(readFileSync(join(PROJECT_ROOT, 'docs/asyncapi.yaml'), 'utf8')) as AsyncApiFile;
