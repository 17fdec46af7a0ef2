import { Test } from '@nestjs/testing';
import { loadConfig } from '@app/common/config';
import { TRACER_PROVIDER } from '@app/common/trace-export';
import { usersVariables } from './config/users.config';
import { Database } from './database/database';
import { OutboxPublisher } from './outbox/outbox-publisher';
import { UsersModule } from './users.module';

const config = loadConfig(usersVariables, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', LOG_LEVEL: 'silent' });

/** Takes its time to stop, so that whatever does not wait for it stops first. */
const slow = (name: string, stopped: string[], hook: string) => ({
  [hook]: async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    stopped.push(name);
  },
});

describe('a users service that stops', () => {
  it('closes Postgres when the outbox is published, and lets the spans of both go last', async () => {
    const stopped: string[] = [];
    const app = await Test.createTestingModule({ imports: [UsersModule.register(config)] })
      .overrideProvider(Database)
      .useValue(slow('database', stopped, 'onApplicationShutdown'))
      .overrideProvider(OutboxPublisher)
      .useValue(slow('outbox', stopped, 'onApplicationShutdown'))
      .overrideProvider(TRACER_PROVIDER)
      .useValue(slow('spans', stopped, 'shutdown'))
      .compile();
    await app.close();
    expect(stopped).toEqual(['outbox', 'database', 'spans']);
  });
});
