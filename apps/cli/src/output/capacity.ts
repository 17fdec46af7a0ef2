import { type MeteredRequest } from '@app/common/dynamodb/lean';
import { note } from '@local-stack/terminal/terminal';

const READS = new Set(['Query', 'GetItem', 'BatchGetItem', 'Scan', 'TransactGetItems']);

/** What each request has cost, for people. */
export function noteCapacity(requests: MeteredRequest[]): void {
  const costs = requests.map(({ operation, units }) => `${operation} ${units} ${READS.has(operation) ? 'RCU' : 'WCU'}`);
  note(`${costs.length} ${costs.length === 1 ? 'request' : 'requests'}: ${costs.join(', ')}`);
}

/** And for programs. */
export const presentCapacity = (requests: MeteredRequest[]): { operation: string; capacity_units: number }[] =>
  requests.map(({ operation, units }) => ({ operation, capacity_units: units }));
