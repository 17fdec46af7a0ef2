import { stringify } from 'yaml';

/** For documents that people read. */
export const yamlOf = (value: object): string =>
  stringify(value, { lineWidth: 120, aliasDuplicateObjects: false, singleQuote: true });

export const printYaml = (value: object): void => void process.stdout.write(yamlOf(value));
