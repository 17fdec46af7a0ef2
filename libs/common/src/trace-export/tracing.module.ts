import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { settledWithin } from '@app/common/patience';
import { spansAreCollected } from '@app/common/tracing';
import { startTracing } from './start-tracing';

export interface TracingConfig {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
}

export const TRACER_PROVIDER = Symbol('TRACER_PROVIDER');
const GRACE_MS = 2_000;

/**
 * Traces where a collector is configured. Of several applications in a process, the first does so for all. Nest stops a
 * global module behind all others, so the last spans are among them.
 */
@Module({})
export class TracingModule implements OnApplicationShutdown {
  constructor(@Inject(TRACER_PROVIDER) private readonly provider: NodeTracerProvider | undefined) {}

  static register(service: string, config: TracingConfig): DynamicModule {
    const isOn = config.OTEL_EXPORTER_OTLP_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
    return {
      module: TracingModule,
      global: true,
      providers: [
        {
          provide: TRACER_PROVIDER,
          useFactory: () => (isOn === undefined || spansAreCollected() ? undefined : startTracing(service)),
        },
      ],
    };
  }

  /** Behind the last request. A collector that is away holds up no stop. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.provider) return;
    await settledWithin(GRACE_MS, [this.provider.shutdown()]);
  }
}
