import {
  type Attributes,
  context,
  ProxyTracerProvider,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** Until tracing has started, its spans record nothing. */
export const tracer = trace.getTracer('cruddur-messages');

const NOBODY = new ProxyTracerProvider().getDelegate();

/** Whether tracing has started: until then nothing is spent on spans. */
export function spansAreCollected(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== NOBODY;
}

/** A call of a store or of another service, as a step of what is traced; outside of a trace that is kept it leaves none. */
export async function traced<Answer>(
  name: string,
  attributes: Attributes,
  call: () => Promise<Answer>,
): Promise<Answer> {
  if (!trace.getActiveSpan()?.isRecording()) return call();
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
  return untilSettled([span], () => within(span, call));
}

/** Ends the spans with the work, and marks them where it fails. */
export async function untilSettled<Answer>(spans: Iterable<Span>, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    for (const span of spans) markFailed(span, error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

/** By its class alone: what an error says may quote what somebody has written. */
export function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
}

export const within = <Result>(span: Span, work: () => Result): Result =>
  context.with(trace.setSpan(context.active(), span), work);
