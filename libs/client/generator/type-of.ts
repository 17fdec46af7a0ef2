/** The part of JSON Schema that the document speaks. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  description?: string;
}

const PRIMITIVES: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

const MANY = 8;

/** A schema as a type of TypeScript; named schemas by their names. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(typeOf));
  return union([schema.type ?? []].flat().map((type) => typeNamed(type, schema)));
}

function typeNamed(type: string, schema: Schema): string {
  if (type === 'array' && schema.items) return arrayOf(typeOf(schema.items));
  if (type === 'object') return objectOf(schema);
  const primitive = PRIMITIVES[type];
  if (primitive === undefined) throw new Error(`the generator knows no type for ${JSON.stringify(schema)}`);
  return primitive;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([name, schema]) =>
    field(name, typeOf(schema), { required: required.includes(name), description: schema.description }),
  );
  if (fields.length > 0) return `{\n${indented(fields.join('\n'))}\n}`;
  return typeof additionalProperties === 'object'
    ? `Record<string, ${typeOf(additionalProperties)}>`
    : 'Record<string, never>';
}

/** A property of an object type, with what is said of it. */
export const field = (
  name: string,
  type: string,
  told: { required: boolean; description?: string | undefined },
): string => `${comment(told.description)}${key(name)}${told.required ? '' : '?'}: ${type};`;

export const comment = (text: string | undefined): string =>
  text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */\n`;

export const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

export const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : JSON.stringify(value);

/** The last part of a reference, such as `Message` of `#/components/schemas/Message`. */
export const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

/** One a line where they are many. */
const union = (types: string[]): string => {
  if (types.length === 0) throw new Error('the generator needs a type');
  const each = [...new Set(types)];
  return each.length > MANY ? each.map((type) => `\n  | ${type}`).join('') : each.join(' | ');
};

const arrayOf = (type: string): string => (type.includes(' | ') && !type.startsWith('{') ? `(${type})[]` : `${type}[]`);
