import type { Attributes, AttributeValue } from './attributes';

/** An item that lacks an attribute, or has one of another type than all items of its kind. */
export class MalformedItemError extends Error {
  override readonly name = 'MalformedItemError';
}

export const textOf = (item: Attributes, name: string): string => item[name]?.S ?? lacks(item, name, 'string');

export const optionalTextOf = (item: Attributes, name: string): string | undefined => item[name]?.S;

export function numberOf(item: Attributes, name: string): number {
  const number = Number(item[name]?.N);
  return Number.isFinite(number) ? number : lacks(item, name, 'number');
}

export const optionalNumberOf = (item: Attributes, name: string): number | undefined =>
  item[name] === undefined ? undefined : numberOf(item, name);

export const booleanOf = (item: Attributes, name: string): boolean => item[name]?.BOOL ?? lacks(item, name, 'boolean');

/** 0 where it is absent. */
export const numberOrZero = (item: Attributes, name: string): number => optionalNumberOf(item, name) ?? 0;

export const numbersOf = (item: Attributes, name: string): number[] =>
  (item[name]?.L ?? []).map(({ N }) => Number(N ?? lacks(item, name, 'list of numbers')));

/** How much each name counts; nothing where it is absent. */
export const countsOf = (item: Attributes, name: string): Record<string, number> =>
  Object.fromEntries(Object.keys(item[name]?.M ?? {}).map((each) => [each, numberOf(item[name]!.M!, each)]));

export const textsOf = (item: Attributes, name: string): string[] =>
  listOf(item, name).map(({ S }) => S ?? lacks(item, name, 'list of strings'));

/** The elements of a list of maps. */
export const mapsOf = (item: Attributes, name: string): Attributes[] =>
  listOf(item, name).map(({ M }) => M ?? lacks(item, name, 'list of maps'));

const listOf = (item: Attributes, name: string): AttributeValue[] => item[name]?.L ?? lacks(item, name, 'list');

function lacks(item: Attributes, name: string, type: string): never {
  const place = [item['pk']?.S, item['sk']?.S].filter((key) => key !== undefined).join(' / ');
  throw new MalformedItemError(`${place || 'an item'} has no ${type} ${name}`);
}
