import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;
type Io = 'input' | 'output';
type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** Schemas that stand in the document once, by their names: of what callers send, and of what they get. */
const NAMED: Record<Io, ReturnType<typeof z.registry<{ id: string }>>> = { input: z.registry(), output: z.registry() };

/** Gives a schema of requests its name in the document. */
export const request = <Schema extends z.ZodType>(id: string, schema: Schema): Schema => name('input', id, schema);

/** Gives a schema of answers its name in the document, wherever it is used. */
export const answer = <Schema extends z.ZodType>(id: string, schema: Schema): Schema => name('output', id, schema);

function name<Schema extends z.ZodType>(io: Io, id: string, schema: Schema): Schema {
  NAMED[io].add(schema, { id });
  return schema;
}

const addressOf = (id: string): string => `#/components/schemas/${id}`;

/** Where a schema stands, or what it is where it has no name. */
export function schemaOf(schema: z.ZodType, io: Io): JsonSchema {
  const named = NAMED[io].get(schema);
  return named ? { $ref: addressOf(named.id) } : withoutIds(z.toJSONSchema(schema, { io, override: OVERRIDES[io] }));
}

/** All schemas that have a name, by it. */
export function namedSchemas(): Record<string, JsonSchema> {
  const { input, output } = NAMED;
  const both = [
    z.toJSONSchema(input, { io: 'input', uri: addressOf, override: OVERRIDES.input }),
    z.toJSONSchema(output, { io: 'output', uri: addressOf, override: OVERRIDES.output }),
  ];
  const entries = both.flatMap(({ schemas }) => Object.entries<JsonSchema>(schemas));
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, each]) => [id, withoutIds(each)]),
  );
}

/** Of a schema that transforms what it checks, `shownAs` in its metadata is what its callers have to know. */
const asShown: Override = ({ jsonSchema }) => {
  const { shownAs } = jsonSchema as { shownAs?: object };
  if (shownAs) {
    for (const key of ['shownAs', 'type', 'pattern'] as const) delete (jsonSchema as JsonSchema)[key];
    Object.assign(jsonSchema, shownAs);
  }
  if (jsonSchema.pattern === z.regexes.uuid().source) jsonSchema.format = 'uuid';
  // The format says it in a word.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

const OVERRIDES: Record<Io, Override> = {
  input: asShown,
  output: (context) => {
    asShown(context);
    // Every number of an answer is a safe one.
    if (context.jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete context.jsonSchema.maximum;
  },
};

function withoutIds({ $id: _id, $schema: _schema, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
