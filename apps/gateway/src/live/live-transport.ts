import type { INestApplication } from '@nestjs/common';
import { type CustomTransportStrategy, type MicroserviceOptions, Server } from '@nestjs/microservices';
import { LiveUpdates } from './signals/live-updates';

/** Begins and ends live updates with the consumers of the app. */
class LiveTransport extends Server implements CustomTransportStrategy {
  constructor(private readonly updates: LiveUpdates) {
    super();
  }

  listen(callback: () => void): void {
    this.updates.start();
    callback();
  }

  close(): Promise<void> {
    return this.updates.stop();
  }

  on(): never {
    throw new Error('this transport has no events of its own');
  }

  unwrap(): never {
    throw new Error('this transport has no client of its own');
  }
}

export function connectLiveUpdates(app: INestApplication): void {
  const strategy = new LiveTransport(app.get(LiveUpdates));
  app.connectMicroservice<MicroserviceOptions>({ strategy }, { deferInitialization: true });
}
