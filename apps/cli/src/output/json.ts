/** Fields are named as in the REST API: `display_name`, not `displayName`. */
export const printJson = (value: unknown): void => printJsonAsIs(withSnakeCase(value));

/** For what has names of its own. */
export const printJsonAsIs = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

function withSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snakeCase(name), withSnakeCase(inner)]));
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
