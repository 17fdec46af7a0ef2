import type { Vocabulary } from '../../ops/promql';

const SERIES_OF: Record<string, string[]> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** What a text in Prometheus' format can be asked about. */
export function exportedIn(text: string): Vocabulary {
  const types = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)];
  const names = types.flatMap(([, name, type]) => (SERIES_OF[type!] ?? ['']).map((suffix) => name + suffix));
  const labels = [...text.matchAll(/^\w+{(.*)} \S+$/gm)].flatMap(([, all]) => [...all!.matchAll(/(\w+)="/g)]);
  return { metrics: new Set(names), labels: new Set(labels.map(([, label]) => label!)) };
}
