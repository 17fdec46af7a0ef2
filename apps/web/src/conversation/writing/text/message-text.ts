/** As the service has it. */
export const MAX_CHARACTERS = 1024;

/** They look like a space, or like nothing, and have no property of Unicode's that says so. */
const BLANK_LOOK_ALIKES = String.raw`\u2800\ufffc\u{1d159}\u{13441}\u{13442}`;
const VISIBLE = new RegExp(
  String.raw`[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{M}\p{Noncharacter_Code_Point}${BLANK_LOOK_ALIKES}]`,
  'u',
);

/** Whether nobody would see anything of the text: the service takes none such. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** How many characters the service would still take; below 0 where the text is too long. */
export const charactersLeft = (text: string): number => MAX_CHARACTERS - Array.from(text.trim()).length;

export const isSendable = (text: string): boolean => !isBlank(text) && charactersLeft(text) >= 0;
