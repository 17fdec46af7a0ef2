import { expressionsOf, readDashboard } from '../../ops/grafana/dashboard';
import { readAlerts } from '../../ops/prometheus/alerts';
import { vocabularyOf } from '../../ops/promql';
import { eventually } from '../support/eventually';
import { exportedIn } from '../support/exported-metrics';
import { RestClient } from '../support/rest-client';
import { APPS, startStack, type AppName, type TestStack } from '../support/stack';

/** What Prometheus adds to what it scrapes. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance', 'service'] };

describe('the metrics of every service', () => {
  let stack: TestStack;
  let andrew: RestClient;

  beforeAll(async () => {
    stack = await startStack();
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
  });
  afterAll(async () => {
    await andrew.close();
    await stack.stop();
  });

  const scrape = async (app: AppName): Promise<string> => (await fetch(stack.metricsUrl(app))).text();

  it.each(APPS)('are on a port of their own: %s', async (app: AppName) => {
    const answer = await fetch(stack.metricsUrl(app));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching('^text/plain')]);
    expect(await answer.text()).toMatch(/^cruddur_process_start_time_seconds \d+/m);
  });

  it.each(APPS)('are not on the port that takes requests: %s', async (app: AppName) => {
    const answer = await fetch(new URL('/metrics', stack.url(app)));
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('cruddur_');
  });

  it('have every name that an alert or the dashboard asks for', async () => {
    const asked = vocabularyOf([...readAlerts().map(({ expr }) => expr), ...expressionsOf(readDashboard())]);
    await andrew.start('bayko', 'How are the figures?');
    await eventually(async () => {
      const { metrics, labels } = exportedIn((await Promise.all(APPS.map(scrape))).join('\n'));
      const known = [...metrics, ...labels, ...OF_PROMETHEUS.metrics, ...OF_PROMETHEUS.labels];
      expect([...asked.metrics, ...asked.labels].filter((name) => !known.includes(name))).toEqual([]);
    });
  });

  it('tell who answered what, how long a message took, and that all parts work', async () => {
    const { body } = await andrew.start('londo', 'Good afternoon');
    await andrew.messages(body.message_group_uuid);
    await andrew.send(body.message_group_uuid, 'Ambassador');
    await eventually(async () => {
      const [gateway, messages, users, relay, projector] = await Promise.all(APPS.map(scrape));
      const requests = 'cruddur_http_request_duration_seconds_count';
      expect(gateway).toMatch(`${requests}{method="GET",route="/api/messages/:message_group_uuid",status="2xx"} 1`);
      expect(gateway).not.toContain(body.message_group_uuid);
      expect(messages).toMatch(/^cruddur_messages_sends_total{outcome="sent"} [3-9]$/m);
      expect(users).toMatch(/^cruddur_outbox_waiting_events 0$/m);
      expect(relay).toMatch(/^cruddur_relay_events_published_total \d+$/m);
      expect(projector).toMatch(/^cruddur_end_to_end_seconds_count [1-9]/m);
      for (const text of [gateway, messages, users, relay, projector]) {
        expect(text).not.toMatch(/^cruddur_part_works{.*} 0$/m);
      }
    });
  });
});
