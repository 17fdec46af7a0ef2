import type { DynamicModule, INestApplicationContext } from '@nestjs/common';

/** Lends the services and stores of an app's own module. What they would log is not for whoever runs a command. */
export async function withAppContext<Answer>(
  module: DynamicModule,
  work: (app: INestApplicationContext) => Promise<Answer>,
): Promise<Answer> {
  const { NestFactory } = await import('@nestjs/core');
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
