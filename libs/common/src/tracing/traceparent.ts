import { context, type Context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** A span in W3C's form, for whoever continues its trace; undefined where nothing is traced. */
export function traceparentOf(within: Context = context.active()): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(within, carrier);
  return carrier.traceparent;
}

/** Where a trace goes on that came in W3C's form; without one, or with one that is none, a new trace begins there. */
export const contextOf = (traceparent: string | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, { traceparent });
