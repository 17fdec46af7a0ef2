const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * As much of the text's beginning as fits into that many characters (code points) without a cut through what people see as
 * one: a letter with its accents, a family of emoji. Only a cluster that is longer by itself is cut.
 */
export function beginningOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = unitsOf(text, characters);
  if (end === text.length) return text;
  const start = isAscii(text, end - 1) && isAscii(text, end) ? end : clusters.segment(text).containing(end)?.index;
  return text.slice(0, start || end);
}

/** How many units of a string's length its first characters take. */
function unitsOf(text: string, characters: number): number {
  let end = 0;
  for (let count = 0; count < characters && end < text.length; count += 1) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return end;
}

/** Two such are never one cluster, since carriage returns become line feeds before. */
const isAscii = (text: string, at: number): boolean => text.charCodeAt(at) < 0x80;
