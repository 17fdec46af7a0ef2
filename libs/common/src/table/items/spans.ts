import type { Span } from '@app/common/contracts';
import { type Attributes, mapsOf, numberOf, optionalNumberOf } from '@app/common/dynamodb/attributes';
import { SPAN } from './attributes';
import type { SpanAttribute } from './membership-item';

/** @param name of the attribute that holds them. */
export const readSpans = (item: Attributes, name: string): Span[] => mapsOf(item, name).map(readSpan);

function readSpan(span: Attributes): Span {
  const untilNumber = optionalNumberOf(span, SPAN.untilNumber);
  const untilRevision = optionalNumberOf(span, SPAN.untilRevision);
  return {
    fromNumber: numberOf(span, SPAN.fromNumber),
    fromRevision: numberOf(span, SPAN.fromRevision),
    ...(untilNumber !== undefined && { untilNumber }),
    ...(untilRevision !== undefined && { untilRevision }),
  };
}

export const toSpanAttributes = (spans: readonly Span[]): SpanAttribute[] =>
  spans.map(({ fromNumber, fromRevision, untilNumber, untilRevision }) => ({
    from_number: fromNumber,
    from_revision: fromRevision,
    ...(untilNumber !== undefined && { until_number: untilNumber }),
    ...(untilRevision !== undefined && { until_revision: untilRevision }),
  }));
