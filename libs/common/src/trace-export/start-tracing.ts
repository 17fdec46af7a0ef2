import { Logger } from '@nestjs/common';
import type { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { describeError } from '@app/common/errors';
import { onNobodysBehalf } from '@app/common/tracing';
import { nameActingService } from './name-acting-service';

const SILENCE_MS = 60_000;

/**
 * Exports spans from now on, in batches and behind the requests: where the collector is away, spans are dropped. Where to,
 * and which traces, OpenTelemetry's own variables say. Loads the SDK, which nobody needs without a collector.
 */
export async function startTracing(service: string): Promise<NodeTracerProvider> {
  const [{ setGlobalErrorHandler, W3CTraceContextPropagator }, { resourceFromAttributes }, sdk, { OTLPTraceExporter }] =
    await Promise.all([
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  setGlobalErrorHandler(warnNowAndThen());
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'cruddur' }),
    spanProcessors: [nameActingService, new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  return provider;
}

/** While the collector is away every batch fails; the log says so once a minute. */
function warnNowAndThen(): (error: unknown) => void {
  const logger = new Logger('Tracing');
  let saidAt = -Infinity;
  return (error) => {
    if (performance.now() - saidAt < SILENCE_MS) return;
    saidAt = performance.now();
    const warn = (): void => logger.warn(`spans are lost: ${describeError(error)}`);
    // The timer of a batch was set by some request, which has no part in it.
    onNobodysBehalf(warn);
  };
}
