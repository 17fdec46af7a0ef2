/** What became of the sources as they were saved: the JavaScript files that were written, or why nothing was written. */
export type Compilation = { written: string[] } | { errors: string };
