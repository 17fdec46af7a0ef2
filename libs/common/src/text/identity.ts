const ASCII = /^[\0-\x7f]*$/;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Unicode's full case folding of one character, by way of its capital. The dotless ı alone has that of another letter,
 * and stays.
 */
export const foldCase = (character: string): string =>
  character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase();

/**
 * What two spellings of one handle or address have in common: case, composition and characters that nobody sees do not
 * count. Postgres has the same rule as its function `identity_of`.
 */
export function identityOf(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const decomposed = text.replace(UNSEEN, '').normalize('NFD');
  return Array.from(decomposed, foldCase).join('').normalize('NFC');
}
