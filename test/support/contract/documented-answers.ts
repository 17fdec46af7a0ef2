import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { BESIDE_THE_CONTRACT, type DocumentedResponse, type OpenApiFile, openApiFile } from './openapi-file';

export interface AnswerToCheck {
  method: string;
  /** With or without its query. */
  path: string;
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** As it was sent, uncompressed. */
  body: string;
}

/** By their status the answers to what is no operation: another address, another method, no HTTP, or too much of it. */
const OUTSIDE_OPERATIONS: Record<number, string> = {
  400: 'RequestMalformed',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  417: 'ExpectationFailed',
  429: 'TooManyRequestsAtOnce',
  431: 'HeadersTooLarge',
  503: 'Overloaded',
};

const CODES_TYPE = 'application/json';
/** Of what has the same codes in words. */
const PROBLEM_TYPE = 'application/problem+json';

/** Where a response stands in the document: an operation's, or one that is none's. */
interface Place {
  pointer: string;
  response: DocumentedResponse;
}

/** Holds answers against docs/openapi.json: status, headers, media type and body. */
export class DocumentedAnswers {
  private readonly document: OpenApiFile = openApiFile();
  private readonly ajv = addFormats(new Ajv({ strict: false })).addSchema(this.document, 'openapi');
  private readonly bodies = new Map<string, ValidateFunction>();
  private readonly routes = Object.keys(this.document.paths)
    // What is named goes before what may be anything.
    .sort((one, other) => parametersIn(one) - parametersIn(other))
    .map((path) => ({ path, pattern: patternOf(path) }));

  /** What of an answer is not documented, in words; undefined where all is. */
  deviation(answer: AnswerToCheck): string | undefined {
    const path = answer.path.replace(/\?.*/s, '');
    if (answer.method === 'OPTIONS' || BESIDE_THE_CONTRACT.test(path)) return undefined;
    const place = this.placeOf(answer, path);
    const found = place ? this.deviationFrom(place, answer) : 'its status is not documented';
    return (
      found && `${answer.method} ${answer.path.slice(0, 200)} ${answer.status}: ${found} ${answer.body.slice(0, 300)}`
    );
  }

  private placeOf({ method, status }: AnswerToCheck, path: string): Place | undefined {
    const route = this.routes.find(({ pattern }) => pattern.test(path))?.path;
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    const operation = route === undefined ? undefined : this.document.paths[route]?.[verb];
    if (route === undefined || !operation) return this.common(OUTSIDE_OPERATIONS[status]);
    const response = operation.responses[status];
    if (response && '$ref' in response) return this.common(response.$ref.split('/').at(-1));
    return response && { pointer: `/paths/${escaped(route)}/${verb}/responses/${status}`, response };
  }

  private common(name = ''): Place | undefined {
    const response = this.document.components.responses[name];
    return response && { pointer: `/components/responses/${name}`, response };
  }

  private deviationFrom({ pointer, response }: Place, answer: AnswerToCheck): string | undefined {
    return this.wrongHeader(response, answer) ?? this.wrongBody(pointer, response, answer);
  }

  private wrongHeader({ headers = {} }: DocumentedResponse, answer: AnswerToCheck): string | undefined {
    for (const [name, header] of Object.entries(this.document.components.headers)) {
      const value = answer.headers[name.toLowerCase()];
      if (value !== undefined && !(name in headers)) return `its header ${name} is not documented`;
      if (value === undefined && name in headers && header.required) return `it lacks the header ${name}`;
      if (value !== undefined && !this.validator(`/components/headers/${name}/schema`)(String(value))) {
        return `its header ${name} is not as documented: ${String(value)}`;
      }
    }
    return undefined;
  }

  private wrongBody(pointer: string, { content }: DocumentedResponse, answer: AnswerToCheck): string | undefined {
    if (answer.method === 'HEAD') return undefined;
    if (!content) return answer.body === '' ? undefined : 'it has a body';
    const mediaType = String(answer.headers['content-type']).split(';')[0] ?? '';
    if (!content[mediaType]) return `its media type is not documented: ${mediaType}`;
    const body: unknown = JSON.parse(answer.body);
    const told = this.wrongContent(`${pointer}/content/${escaped(mediaType)}`, body);
    // Without a session there are no codes but in problems.
    if (told !== undefined || mediaType !== PROBLEM_TYPE || answer.status === 401) return told;
    const codes = (body as { errors: { code: string }[] }).errors.map(({ code }) => code);
    return this.wrongContent(`${pointer}/content/${escaped(CODES_TYPE)}`, codes);
  }

  private wrongContent(pointer: string, content: unknown): string | undefined {
    const validate = this.validator(`${pointer}/schema`);
    return validate(content) ? undefined : this.ajv.errorsText(validate.errors, { dataVar: 'it' });
  }

  private validator(pointer: string): ValidateFunction {
    const known = this.bodies.get(pointer) ?? this.ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` });
    this.bodies.set(pointer, known);
    return known;
  }
}

const parametersIn = (path: string): number => path.split('{').length - 1;

/** A parameter is whatever stands between two slashes. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** For a JSON pointer. */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
