import { foldCase } from '@app/common/text';

/**
 * Postgres' `identity_of(text)`, the same rule as `identityOf`. It is built of what every Postgres from 14 on does alike:
 * `normalize` has tables of its own, and `translate` gets those of case folding from here. No locale, collation or version
 * of ICU has a say, so an index on it is right in any cluster, and stays so when the cluster is upgraded or moved.
 */
export function identityFunction(): string {
  const letters = charactersOf(/\p{Cased}/gu).filter((letter) => isDecomposed(letter) && foldCase(letter) !== letter);
  const isPlain = (letter: string): boolean => Array.from(foldCase(letter)).length === 1;
  const plain = letters.filter(isPlain);
  const seen = `regexp_replace(given, '[${rangesOf(/\p{Default_Ignorable_Code_Point}/gu)}]', '', 'g')`;
  const folded = `translate(normalize(${seen}, NFD), '${plain.join('')}', '${plain.map(foldCase).join('')}')`;
  const opened = letters
    .filter((letter) => !isPlain(letter))
    .reduce((sql, letter) => `replace(${sql}, '${letter}', '${foldCase(letter)}')`, folded);
  return `
    CREATE FUNCTION identity_of(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN octet_length(given) = char_length(given) THEN lower(given COLLATE "C") ELSE normalize(${opened}, NFC) END`;
}

const LAST_CODE_POINT = 0x10ffff;
const BLOCK = Array.from({ length: 0x1000 }, (_, offset) => offset);

/** In the order of their code points; asked block by block, since one by one takes a second. */
function charactersOf(kind: RegExp): string[] {
  const characters: string[] = [];
  for (let first = 0; first < LAST_CODE_POINT; first += BLOCK.length) {
    const block = String.fromCodePoint(...BLOCK.map((offset) => first + offset));
    characters.push(...(block.match(kind) ?? []));
  }
  return characters;
}

/** Composed characters do not occur behind `normalize(…, NFD)`. */
const isDecomposed = (character: string): boolean => character === character.normalize('NFD');

/** The characters of a kind, as what stands between the brackets of a regular expression of Postgres. */
function rangesOf(kind: RegExp): string {
  const ranges: { first: number; last: number }[] = [];
  for (const character of charactersOf(kind)) {
    const code = character.codePointAt(0)!;
    const range = ranges.at(-1);
    if (range?.last === code - 1) range.last = code;
    else ranges.push({ first: code, last: code });
  }
  return ranges.map(({ first, last }) => `${escaped(first)}-${escaped(last)}`).join('');
}

const escaped = (code: number): string => `\\U${code.toString(16).padStart(8, '0')}`;
