import { type DynamicModule, Module } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { LoggerModule } from 'nestjs-pino';
import { type LoggerOptions, stdTimeFunctions } from 'pino';
import { errorFields } from '@app/common/errors';
import { actingService, currentCorrelation } from '@app/common/tracing';

/** Contexts under which Nest tells at every start what the code says already. */
const NEST_CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

const INFO = 30;

const logMethod: NonNullable<LoggerOptions['hooks']>['logMethod'] = function (entry, write, level) {
  const [fields] = entry as [{ context?: string } | string];
  const chatter = typeof fields === 'object' && NEST_CHATTER.has(fields.context ?? '') && level <= INFO;
  if (!chatter) write.apply(this, entry);
};

/** By whom a line is written, and on whose behalf. */
const mixin = (service: string) => (): object => {
  const { requestId, userUuid } = currentCorrelation();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    service: actingService() ?? service,
    ...(requestId && { request_id: requestId }),
    ...(userUuid && { user_uuid: userUuid }),
    ...(span && trace.isSpanContextValid(span) && { trace_id: span.traceId, span_id: span.spanId }),
  };
};

const options: LoggerOptions = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  serializers: { err: errorFields },
  hooks: { logMethod },
  // A person at a terminal reads text, whatever collects logs reads JSON.
  ...(process.stdout.isTTY && { transport: { target: 'pino-pretty', options: { singleLine: true } } }),
};

/** JSON lines on standard output, text on a terminal. */
@Module({})
export class LoggingModule {
  static register(service: string, level: string): DynamicModule {
    return {
      module: LoggingModule,
      imports: [
        LoggerModule.forRoot({
          pinoHttp: { ...options, level, autoLogging: false, mixin: mixin(service) },
          // Without its middleware, which would copy each request's headers, tokens among them, for every line about it.
          forRoutes: [],
        }),
      ],
    };
  }
}
