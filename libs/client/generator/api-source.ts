import { comment, field, indented, literal, type Schema, typeOf } from './type-of';

interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content & { $ref?: string }>;
}

/** What the generator reads of an OpenAPI document. */
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Call extends Operation {
  method: string;
  path: string;
}

const HEAD = `// Made from docs/openapi.json by \`npm run client:generate\`; a test holds it against that.
import type { Answer, CallOptions, MakeCall } from '../transport/call.js';
`;

/** The only class of the file. */
const CLASS = 'Api';

/** The file \`api.ts\`: types of what is sent and answered, the codes of errors, and a method for each call. */
export function apiSource(document: Document): string {
  const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Call => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  return [HEAD, ...namedTypes(document), headerNames(calls), api(calls)].join('\n');
}

const namedTypes = ({ components }: Document): string[] =>
  Object.entries(components.schemas).map(([name, schema]) =>
    `${comment(schema.description)}export type ${name} = ${typeOf(schema)};\n`.replace('= \n', '=\n'),
  );

/** Which of the names in a request go into a header. */
function headerNames(calls: Call[]): string {
  const names = calls.flatMap(ownParameters).filter((parameter) => parameter.in === 'header');
  const list = [...new Set(names.map(({ name }) => literal(name)))].sort().join(', ');
  return `export const HEADERS: readonly string[] = [${list}];\n`;
}

const api = (calls: Call[]): string =>
  `/** Each call, made once. What is not answered with a success is thrown, as a \`CruddurError\`. */
export class ${CLASS} {
  constructor(private readonly call: MakeCall) {}

${indented(calls.map(method).join('\n\n'))}
}
`;

function method(call: Call): string {
  const { operationId, method: verb, path, summary, description, responses, requestBody } = call;
  const answer = schemaIn(responses['200']);
  if (!answer) throw new Error(`${operationId} answers nothing`);
  const parameters = ownParameters(call).map(({ name, required = false, description: said, schema }) => ({
    required,
    line: field(name, typeOf(schema), { required, description: said }),
  }));
  const body = schemaIn(requestBody);
  const required = requestBody?.required === true;
  if (body) parameters.push({ required, line: field('body', typeOf(body), { required }) });
  const request =
    parameters.length === 0 ? 'object' : `{\n${indented(parameters.map(({ line }) => line).join('\n'))}\n}`;
  const fallback = parameters.some(({ required }) => required) ? '' : ' = {}';
  return `${comment([summary, description].filter(Boolean).join('. '))}${operationId}(
  request: ${request.replaceAll('\n', '\n  ')}${fallback},
  options?: CallOptions,
): Promise<Answer<${typeOf(answer)}>> {
  return this.call(${literal(verb)}, ${literal(path)}, request, options);
}`;
}

interface OwnParameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

/** Those which every call has are no part of a request: they stand by reference. */
const ownParameters = ({ parameters = [] }: Call): OwnParameter[] =>
  parameters.filter(
    (parameter): parameter is OwnParameter => parameter.$ref === undefined && parameter.name !== undefined,
  );

const schemaIn = (content: Content | undefined): Schema | undefined => content?.content?.['application/json']?.schema;
