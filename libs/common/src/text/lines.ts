const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

export const isOneLine = (text: string): boolean => !LINE_BREAK.test(text);

/** Lines end as Unix ends them, whatever the system on which they were typed. */
export const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
