/** By its text, as not every compiler knows the flag. */
const FEW_EMOJI = new RegExp('^(?:\\p{RGI_Emoji}\\s*){1,3}$', 'v');

/** Whether a text is nothing but up to three emoji, which are shown larger. */
export const isFewEmoji = (text: string): boolean => FEW_EMOJI.test(text);
