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

/** What is no part of the contract: its own documents, and the page with what that reads. */
export const BESIDE_THE_CONTRACT = /^\/(openapi\.json|docs(\/.*)?|(assets\/.*)?|config\.json|stack-status\.json)$/;

/** As it is committed; a test of the gateway holds it against the code. */
export const openApiFile = (): OpenApiFile =>
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'docs/openapi.json'), 'utf8')) as OpenApiFile;
