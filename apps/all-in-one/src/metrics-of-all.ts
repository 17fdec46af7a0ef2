import { AggregatorRegistry, type Registry } from 'prom-client';
import type { HealthChecks } from '@app/common/health';
import { allMetricsOf } from '@app/common/metrics-endpoint';

interface Measured {
  name: string;
  registry: Registry;
  checks: HealthChecks;
}

/** The metrics of the parts in Prometheus' format, told apart by the label `service`, and those of the process once. */
export async function metricsOfAll(process: Registry, parts: Measured[]): Promise<string> {
  const ofParts = await Promise.all(
    parts.map(async ({ name, registry, checks }) => {
      const all = await allMetricsOf(registry, checks);
      all.setDefaultLabels({ service: name });
      return all.getMetricsAsJSON();
    }),
  );
  const texts = await Promise.all([AggregatorRegistry.aggregate(ofParts).metrics(), process.metrics()]);
  return texts.join('\n');
}

/** The checks of all parts, each under its service's name too. */
export const checksOfAll = (parts: Measured[]): HealthChecks =>
  Object.fromEntries(
    parts.flatMap(({ name, checks }) => Object.entries(checks).map(([part, check]) => [`${name}.${part}`, check])),
  );
