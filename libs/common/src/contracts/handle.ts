/** A handle as people type it: with blanks around it, or an `@` before it. */
export const normalHandle = (text: string): string => text.trim().replace(/^@/, '');
