/** What was written in a form, by the names of its fields; passwords as they are, all else without blanks around it. */
export function fieldsOf<Name extends string>(form: HTMLFormElement, ...names: Name[]): Record<Name, string> {
  const data = new FormData(form);
  const written = names.map((name) => {
    const value = data.get(name);
    const text = typeof value === 'string' ? value : '';
    return [name, name === 'password' ? text : text.trim()];
  });
  return Object.fromEntries(written) as Record<Name, string>;
}
