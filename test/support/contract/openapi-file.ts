import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../local-stack/settings/project';

/** What the tests read of the document. */
export interface OpenApiFile {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    headers: Record<string, { required?: boolean }>;
    responses: Record<string, DocumentedResponse>;
  };
}

export interface DocumentedOperation {
  operationId: string;
  responses: Record<string, DocumentedResponse | { $ref: string }>;
}

export interface DocumentedResponse {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: object }>;
}

/** The contract is not part of itself: the addresses of its documents. */
export const API_DOCUMENTS = /^\/(openapi\.json|docs(\/.*)?)$/;

/** As it is committed; a test of the gateway holds it against the code. */
export const openApiFile = (): OpenApiFile =>
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'docs/openapi.json'), 'utf8')) as OpenApiFile;
