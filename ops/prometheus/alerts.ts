import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Alert {
  alert: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export const readYaml = (name: string): unknown => parse(readFileSync(join(__dirname, name), 'utf8'));

export function readAlerts(): Alert[] {
  const { groups } = readYaml('alerts.yml') as { groups: { rules: Alert[] }[] };
  return groups.flatMap(({ rules }) => rules);
}
