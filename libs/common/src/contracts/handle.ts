import { BLANK_LOOK_ALIKES, isVisible } from '@app/common/text';

/** As long as a user pool lets a name be. */
export const MAX_HANDLE_CHARACTERS = 128;

const HANDLE = new RegExp(
  String.raw`^[^\p{C}\p{White_Space}\p{Default_Ignorable_Code_Point}${BLANK_LOOK_ALIKES}]{1,${MAX_HANDLE_CHARACTERS}}$`,
  'u',
);

/** Assigned characters that are seen, without blanks. Nobody has a handle that is none. */
export const isHandle = (text: string): boolean => HANDLE.test(text) && isVisible(text);

const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A handle as people type it or paste it: with blanks around it, with `@` before it, with characters that nobody sees. */
export const normalHandle = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .trim()
    .replace(/^[@＠]\s*/, '');
