import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { actingService } from '@app/common/tracing';

/** Says in each span which service has done it, where a process has several: `service.name` is then of the process. */
export const nameActingService: SpanProcessor = {
  onStart: (span) => {
    const service = actingService();
    if (service !== undefined) span.setAttribute('cruddur.service', service);
  },
  onEnd: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};
