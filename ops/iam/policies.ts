import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

export const POLICIES = ['gateway', 'messages', 'users', 'stream-relay', 'group-projector'];

export const statementsOf = (app: string): Statement[] =>
  (JSON.parse(readFileSync(join(__dirname, `${app}.json`), 'utf8')) as { Statement: Statement[] }).Statement;
