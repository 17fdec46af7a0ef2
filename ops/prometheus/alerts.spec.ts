import { execFileSync, spawnSync } from 'node:child_process';
import { vocabularyOf } from '../promql';
import { readAlerts, readYaml } from './alerts';

const alerts = readAlerts();
const names = alerts.map(({ alert }) => alert);

describe('every alert', () => {
  it.each(alerts)('says how urgent it is, what is wrong and where to read on: $alert', (alert) => {
    expect(alert).toEqual({
      alert: expect.stringMatching(/^[A-Z][A-Za-z]+$/) as string,
      expr: expect.any(String) as string,
      for: expect.stringMatching(/^\d+m$/) as string,
      labels: { severity: expect.stringMatching(/^(critical|warning)$/) as string },
      annotations: {
        summary: expect.stringMatching(/\w/) as string,
        description: expect.stringMatching(/\.$/) as string,
        runbook_url: `docs/operations.md#${alert.alert.toLowerCase()}`,
      },
    });
  });

  it.each(alerts)('is PromQL: $alert', ({ expr }) => {
    expect(vocabularyOf([expr]).metrics.size).toBeGreaterThan(0);
  });

  it('has a name of its own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('is tested', () => {
    const { tests } = readYaml('alerts.test.yml') as { tests: { name: string }[] };
    const tested = new Set(tests.map(({ name }) => name.split(',')[0]));
    expect(names.filter((name) => !tested.has(name))).toEqual([]);
  });
});

const promtool = (...args: string[]): string => execFileSync('promtool', args, { cwd: __dirname, encoding: 'utf8' });
const isInstalled = spawnSync('promtool', ['--version']).status === 0;

(isInstalled ? describe : describe.skip)(`promtool${isInstalled ? '' : ' (skipped: not installed)'}`, () => {
  it('takes the rules and the configuration', () => {
    expect(promtool('check', 'rules', 'alerts.yml')).toContain(`${alerts.length} rules found`);
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
  });

  it('sees each alert fire when it should, and not before', () => {
    expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });
});
