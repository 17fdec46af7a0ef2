/** Whether the text has no more characters (code points) than that; one takes one or two units of a string's length. */
export function hasAtMost(characters: number, text: string): boolean {
  if (text.length <= characters) return true;
  return text.length <= 2 * characters && Array.from(text).length <= characters;
}
