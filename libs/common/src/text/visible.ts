/** They look like a space, or like nothing, and have no property of Unicode's that says so. */
export const BLANK_LOOK_ALIKES = String.raw`\u2800\ufffc\u{1d159}\u{13441}\u{13442}`;

/** Marks need a base: alone they are not text. A character that is not assigned yet is seen, as a box at least. */
const VISIBLE = new RegExp(
  String.raw`[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{M}\p{Noncharacter_Code_Point}${BLANK_LOOK_ALIKES}]`,
  'u',
);

/** Whether anybody who looks at the text sees something. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);
