import { vocabularyOf } from '../promql';
import { expressionsOf, readDashboard } from './dashboard';

const dashboard = readDashboard();
const graphs = dashboard.panels.filter(({ type }) => type !== 'row');

describe('the dashboard', () => {
  it('has a row for each thing that an operator asks', () => {
    const rows = dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toEqual(['Traffic', 'Errors', 'Latency', 'Lag', 'Dead letters', 'Gaps and losses', 'Saturation']);
  });

  it('asks whatever Prometheus its reader chooses', () => {
    expect(dashboard.templating.list).toContainEqual(
      expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' }),
    );
    for (const { datasource, targets } of graphs) {
      for (const each of [{ datasource }, ...targets!]) {
        expect(each.datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
      }
    }
  });

  it('asks in PromQL', () => {
    expect(vocabularyOf(expressionsOf(dashboard)).metrics.size).toBeGreaterThan(20);
  });

  it('has an id and a place for each panel', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const places = dashboard.panels.flatMap(({ gridPos: { h, w, x, y } }) =>
      Array.from({ length: h * w }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
    );
    expect(new Set(places).size).toBe(places.length);
  });
});
