import {
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { correlated } from './correlation';
import { spansAreCollected, tracer, untilSettled } from './spans';
import { contextOf, traceparentOf } from './traceparent';

/** What an event tells of the request that it goes back to. */
export interface TracedEvent {
  requestid?: string | undefined;
  traceparent?: string | undefined;
}

/** The same as a log line tells it. */
export const idsOf = ({ requestid, traceparent }: TracedEvent): { request_id?: string; trace_id?: string } => ({
  ...(requestid && { request_id: requestid }),
  ...(traceparent && { trace_id: traceparent.split('-')[1] }),
});

export interface PublishedEvent<Event> {
  /** Continues the trace behind the span. */
  event: Event;
  /** Is to end with Kafka's acknowledgement. */
  span: Span;
}

/** An event that is about to be published, with its span in the trace of its message. */
export function publishing<Event extends TracedEvent>(event: Event, topic: string): PublishedEvent<Event> {
  if (!spansAreCollected()) return { span: NO_SPAN, event };
  const span = startSpan(SpanKind.PRODUCER, 'publish', event, topic);
  const traceparent = traceparentOf(contextWith(span)) ?? event.traceparent;
  return { span, event: traceparent === undefined ? event : { ...event, traceparent } };
}

/** Does a part of the work on a batch as what one event asks for: its log lines and spans tell so. */
export type OnBehalfOf<Event> = <Result>(event: Event, part: () => Result) => Result;

/** Works on a batch of events. Each has a span, in the trace that it came with, for as long as that takes. */
export async function processing<Event extends TracedEvent, Answer>(
  events: Event[],
  topic: string,
  work: (onBehalfOf: OnBehalfOf<Event>) => Promise<Answer>,
): Promise<Answer> {
  if (!spansAreCollected()) return work((event, part) => correlated({ requestId: event.requestid }, part));
  const spans = new Map(events.map((event) => [event, startSpan(SpanKind.CONSUMER, 'process', event, topic)]));
  const onBehalfOf: OnBehalfOf<Event> = (event, part) =>
    correlated({ requestId: event.requestid }, () => context.with(contextWith(spans.get(event)!), part));
  return untilSettled([...spans.values()], () => work(onBehalfOf));
}

const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

const contextWith = (span: Span): Context => trace.setSpan(ROOT_CONTEXT, span);

function startSpan(kind: SpanKind, operation: string, event: TracedEvent, topic: string): Span {
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.operation.name': operation,
    'messaging.destination.name': topic,
  };
  return tracer.startSpan(`${operation} ${topic}`, { kind, attributes }, contextOf(event.traceparent));
}
