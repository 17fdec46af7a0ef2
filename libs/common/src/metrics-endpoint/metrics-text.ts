import { Gauge, Registry } from 'prom-client';
import { type HealthChecks, outcomesOf } from '@app/common/health';

/** All metrics in Prometheus' format. */
export const metricsText = async (application: Registry, checks: HealthChecks): Promise<string> =>
  (await allMetricsOf(application, checks)).metrics();

/** The application's metrics, and for each part that readiness asks whether it works. */
export async function allMetricsOf(application: Registry, checks: HealthChecks): Promise<Registry> {
  const health = new Registry();
  const works = new Gauge({
    name: 'cruddur_part_works',
    help: '1 while the part does its work, 0 while it does not, as /health/ready tells',
    labelNames: ['part'] as const,
    registers: [health],
  });
  for (const outcome of await outcomesOf(checks)) works.set({ part: outcome.part }, outcome.works ? 1 : 0);
  return Registry.merge([application, health]);
}
