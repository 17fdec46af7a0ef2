import { Logger } from '@nestjs/common';
import { context, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { USER_UPDATED } from '@app/common/events';
import { currentCorrelation } from '@app/common/tracing';
import { NamesService, type UserUpdated } from './names.service';
import type { Names, NamesStore } from './names.store';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

const renamed = (uuid: string, version: number, origin: Pick<UserUpdated, 'requestid' | 'traceparent'> = {}) =>
  ({
    ...{ id: `${uuid}/${version}`, source: '/cruddur/users', type: USER_UPDATED, time: '2026-01-01T00:00:00Z' },
    ...{ subject: uuid, ...origin },
    data: { uuid, handle: uuid, display_name: uuid, bio: null, version, created_at: '2026-01-01T00:00:00Z' },
  }) satisfies UserUpdated;

describe('the names that user events tell', () => {
  const provider = new NodeTracerProvider();
  const written: object[] = [];
  const store = {
    pairsOf: () => [[{ groupUuid: 'group', withUuid: 'somebody' }]],
    setMember: (_groupUuid: string, { uuid, version }: Names) => {
      const { requestId } = currentCorrelation();
      const traceId = trace.getSpanContext(context.active())?.traceId;
      return Promise.resolve(void written.push({ uuid, version, requestId, traceId }));
    },
    setInList: () => Promise.resolve(),
    setKnown: () => Promise.resolve(),
  } as unknown as NamesStore;
  const names = new NamesService(store);

  beforeAll(() => {
    Logger.overrideLogger(false);
    provider.register();
  });
  afterAll(() => provider.shutdown());

  it('are written on behalf of the request that each goes back to, and in its trace', async () => {
    const origin = { requestid: 'support-4711', traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` };

    await names.update([renamed('andrew', 2), renamed('andrew', 3, origin), renamed('bayko', 2)]);

    expect(written).toEqual([
      { uuid: 'andrew', version: 3, requestId: 'support-4711', traceId: TRACE_ID },
      { uuid: 'bayko', version: 2, requestId: undefined, traceId: expect.not.stringContaining(TRACE_ID) as string },
    ]);
  });
});
