/** Fields are named as in the REST API: `display_name`, not `displayName`. */
export const printJson = (value: unknown): void => printJsonAsIs(withSnakeCase(value));

/** An array whose elements are printed as soon as they are known, in the form that it has as a whole. */
export class JsonArray {
  private isEmpty = true;

  print(element: unknown): void {
    const lines = JSON.stringify(withSnakeCase(element), null, 2).replaceAll('\n', '\n  ');
    process.stdout.write(`${this.isEmpty ? '[' : ','}\n  ${lines}`);
    this.isEmpty = false;
  }

  end(): void {
    process.stdout.write(this.isEmpty ? '[]\n' : '\n]\n');
  }
}

/** For what has names of its own. */
export const printJsonAsIs = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

/** As `printJson` prints it. */
export function withSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snakeCase(name), withSnakeCase(inner)]));
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
