import { type HealthChecks, outcomesOf } from './health-checks';

/** Whether a process can do its work, with a line for each part that this takes. */
export interface Readiness {
  status: 'ok' | 'unavailable';
  checks: Record<string, string>;
}

export async function readinessOf(checks: HealthChecks): Promise<Readiness> {
  const parts = await outcomesOf(checks);
  return {
    status: parts.every(({ works }) => works) ? 'ok' : 'unavailable',
    checks: Object.fromEntries(parts.map(({ part, line }) => [part, line])),
  };
}

export const httpStatusOf = ({ status }: Readiness): 200 | 503 => (status === 'ok' ? 200 : 503);
