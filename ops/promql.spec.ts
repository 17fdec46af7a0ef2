import { vocabularyOf } from './promql';

it('finds the metrics and labels of an expression', () => {
  const expression =
    'sum by (le, topic) (rate(lag_bucket{consumer="one", topic=~"a.*"}[$__rate_interval])) / on (x) up';
  expect(vocabularyOf([expression, 'up == 0'])).toEqual({
    metrics: new Set(['lag_bucket', 'up']),
    labels: new Set(['le', 'topic', 'consumer', 'x']),
  });
});

it.each(['sum(rate(lag[5m])', 'lag > > 1', 'rate(lag[soon])'])('refuses what is no PromQL: %s', (expression) => {
  expect(() => vocabularyOf([expression])).toThrow('no PromQL');
});
