import { context, propagation, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SamplingDecision,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { processing, publishing } from './event-spans';
import { spansAreCollected, traced, tracer, within } from './spans';

const EVENT = { requestid: 'one', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };

const work = () => traced('step', {}, () => Promise.resolve('done'));

describe('before tracing has started', () => {
  it('no span is made, and events keep the trace that they came with', async () => {
    const startSpan = jest.spyOn(tracer, 'startSpan');
    expect(spansAreCollected()).toBe(false);
    expect(await processing([EVENT], 'topic', work)).toBe('done');
    expect(publishing(EVENT, 'topic').event).toEqual(EVENT);
    expect(startSpan).not.toHaveBeenCalled();
    startSpan.mockRestore();
  });
});

describe('when tracing has started', () => {
  const exporter = new InMemorySpanExporter();
  let decision = SamplingDecision.RECORD_AND_SAMPLED;

  beforeAll(() => {
    const sampler = { shouldSample: () => ({ decision }), toString: () => 'as told' };
    new NodeTracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  });
  afterAll(() => {
    for (const api of [trace, context, propagation]) api.disable();
  });

  const names = () => exporter.getFinishedSpans().map(({ name }) => name);

  it('spans are made of the steps within a trace that is kept', async () => {
    expect(spansAreCollected()).toBe(true);
    await within(tracer.startSpan('request'), work);
    expect(names()).toEqual(['step']);
  });

  it('none is made of the steps within a trace that is not kept', async () => {
    decision = SamplingDecision.NOT_RECORD;
    const request = tracer.startSpan('request');
    const startSpan = jest.spyOn(tracer, 'startSpan');
    expect(await within(request, work)).toBe('done');
    expect(startSpan).not.toHaveBeenCalled();
  });
});
