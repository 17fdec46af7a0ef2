import { context, type Context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** A span in W3C's form, for whoever continues its trace; undefined where nothing is traced. */
export function traceparentOf(within: Context = context.active()): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(within, carrier);
  return carrier.traceparent;
}

/** The context of a trace in W3C's form. Without a trace, or with a malformed one, a new trace begins. */
export const contextOf = (traceparent: string | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, { traceparent });
