/** A value in DynamoDB's notation, as it is in JSON. */
export interface AttributeValue {
  S?: string;
  /** Its digits. */
  N?: string;
  BOOL?: boolean;
  NULL?: boolean;
  L?: AttributeValue[];
  M?: Attributes;
  /** Base64. */
  B?: string;
}

/** An item, or a part of one, in DynamoDB's notation. */
export type Attributes = Record<string, AttributeValue>;

/** Of strings, safe numbers, booleans, null, bytes, and lists and plain objects of them; what is undefined is left out. */
export function toAttributes(item: object): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(item) as [string, unknown][]) {
    if (value !== undefined) attributes[name] = toAttributeValue(value);
  }
  return attributes;
}

function toAttributeValue(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: digitsOf(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(toAttributeValue) };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') };
  if (isPlain(value)) return { M: toAttributes(value) };
  throw new TypeError(`DynamoDB cannot store a ${typeof value}, or an object of a class of its own`);
}

function digitsOf(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(`DynamoDB would not store ${value} exactly`);
  }
  return String(value);
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
