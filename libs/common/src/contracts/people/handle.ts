import { beginningOf, BLANK_LOOK_ALIKES, isVisible } from '@app/common/text';

/** As long as a user pool lets a name be. */
export const MAX_HANDLE_CHARACTERS = 128;

/** Invisible and unassigned characters. An unassigned one may get another case some day, and then be another letter. */
const FORBIDDEN = String.raw`\p{C}\p{White_Space}\p{Default_Ignorable_Code_Point}${BLANK_LOOK_ALIKES}`;
const HANDLE = new RegExp(`^[^${FORBIDDEN}]{1,${MAX_HANDLE_CHARACTERS}}$`, 'u');
const FORBIDDEN_CHARACTERS = new RegExp(`[${FORBIDDEN}]`, 'gu');

/** Whether a user can have this handle: only visible characters, and no blanks. */
export const isHandle = (text: string): boolean => HANDLE.test(text) && isVisible(text);

const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A handle as people type it or paste it: with blanks around it, with `@` before it, with characters that nobody sees. */
export const normalHandle = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .trim()
    .replace(/^[@＠]\s*/, '');

/** The handle that comes nearest to a text; nothing where the text has nothing for one. */
export function nearestHandle(text: string): string {
  const allowed = text
    .replace(FORBIDDEN_CHARACTERS, '')
    .replace(/^[@＠]+/, '')
    .normalize('NFC');
  return isVisible(allowed) ? beginningOf(allowed, MAX_HANDLE_CHARACTERS) : '';
}
