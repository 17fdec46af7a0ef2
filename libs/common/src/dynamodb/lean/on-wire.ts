import type { AttributeValue as SdkAttributeValue } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '../attributes/attributes';

/** An input or output of the SDK as it is in JSON: values in this client's notation, times as seconds since 1970. */
export type OnWire<Type> = Type extends SdkAttributeValue
  ? AttributeValue
  : Type extends Date
    ? number
    : Type extends (infer Element)[]
      ? OnWire<Element>[]
      : Type extends object
        ? { [Key in keyof Type as Exclude<Key, '$metadata'>]: OnWire<Type[Key]> }
        : Type;
