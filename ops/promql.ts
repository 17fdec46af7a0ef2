import { parser } from '@prometheus-io/lezer-promql';

export interface Vocabulary {
  metrics: Set<string>;
  labels: Set<string>;
}

/** Grafana puts a duration here. */
const RATE_INTERVAL = /\$__rate_interval\b/g;

/**
 * The names that PromQL expressions lean on.
 * @throws an error that shows where an expression is no PromQL.
 */
export function vocabularyOf(expressions: string[]): Vocabulary {
  const vocabulary: Vocabulary = { metrics: new Set(), labels: new Set() };
  for (const expression of expressions) collect(expression.replace(RATE_INTERVAL, '5m'), vocabulary);
  return vocabulary;
}

function collect(expression: string, { metrics, labels }: Vocabulary): void {
  parser.parse(expression).iterate({
    enter({ name, type, from, to }) {
      if (type.isError) throw new Error(`no PromQL from character ${from} on: ${expression}`);
      const text = expression.slice(from, to);
      if (name === 'Identifier') metrics.add(text);
      if (name === 'LabelName') labels.add(text);
    },
  });
}
