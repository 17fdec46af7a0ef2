import fc from 'fast-check';
import { openApiFile } from '../support/contract/openapi-file';
import type { Known } from './known';
import { oddBytes, often } from './odd-values';

export type Target = [method: string, path: string];

const HANDLES = ['bayko', '@bayko', 'nobody', 'andrewbrown', '%40londo'];
const EMOJI = ['👍', '❤️', '👨‍👩‍👧‍👦', 'a', ' '].map(encodeURIComponent);

/** Every operation of the contract, with parameters that are as they should be, or odd. */
export function documentedTargets(known: Known): fc.Arbitrary<Target> {
  const parts = partsOf(known);
  const operations = Object.entries(openApiFile().paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => pathOf(template, parts).map((path): Target => [method.toUpperCase(), path])),
  );
  return fc.oneof(...operations);
}

const partsOf = ({ groupUuids }: Known): Map<string, fc.Arbitrary<string>> =>
  new Map(
    Object.entries({ message_group_uuid: groupUuids, number: ['1', '2'], emoji: EMOJI, handle: HANDLES }).map(
      ([name, values]) => [name, often(fc.constantFrom(...values), oddBytes)],
    ),
  );

/** Every second piece of a template is the name of a parameter. */
function pathOf(template: string, parts: ReadonlyMap<string, fc.Arbitrary<string>>): fc.Arbitrary<string> {
  const pieces = template.split(/[{}]/).map((piece, i) => (i % 2 === 0 ? fc.constant(piece) : parts.get(piece)));
  const known = pieces.filter((piece) => piece !== undefined);
  if (known.length < pieces.length) throw new Error(`${template} has a parameter that the fuzz does not know`);
  return fc.tuple(...known).map((values) => values.join(''));
}
