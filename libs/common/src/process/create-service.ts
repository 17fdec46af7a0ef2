import 'reflect-metadata';
import type { DynamicModule, ExceptionFilter, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { Registry } from 'prom-client';
import { closeWaitingAnswers, followRequests, ServiceErrorFilter } from '@app/common/http';
import { measureRequests } from '@app/common/metrics-endpoint';
import { closeConnectionsOnStop } from './close-connections-on-stop';

export interface Service {
  module: Type | DynamicModule;
  /** How errors are answered: by default as other services read them. */
  errors?: (app: INestApplicationContext) => ExceptionFilter;
  /** Anything between creation and listening: hooks, transports. */
  prepare?: (app: NestFastifyApplication) => Promise<void> | void;
  adapter?: FastifyAdapter;
  /** The level of the line about each request: `info` where callers come in, `debug` behind. */
  requestsAt?: 'info' | 'debug';
}

/** An application that is ready to listen. */
export async function createService({
  module,
  errors = () => new ServiceErrorFilter(),
  prepare,
  adapter = new FastifyAdapter(),
  requestsAt = 'debug',
}: Service): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.useGlobalFilters(errors(app));
  closeWaitingAnswers(app.getHttpAdapter().getInstance());
  followRequests(app.getHttpAdapter().getInstance(), { level: requestsAt });
  closeConnectionsOnStop(app.getHttpAdapter().getInstance());
  measureRequests(app.getHttpAdapter().getInstance(), app.get<Registry>(Registry));
  await prepare?.(app);
  return app;
}
