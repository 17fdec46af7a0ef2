/** Half a surrogate pair is no character at all. */
const FORBIDDEN = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** Whether the text has a control character other than line feed and tab, or half a surrogate pair. */
export const hasForbiddenControls = (text: string): boolean => FORBIDDEN.test(text);
