import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { HEALTH_CHECKS, type HealthChecks } from '@app/common/health';
import { actingAs } from '@app/common/tracing';
import { createService, type Service } from '@app/common/process';
import { Neighbour } from './neighbours/neighbour';

/** One of the services, as an application of its own in this process. */
export class Part {
  private constructor(
    readonly name: string,
    private readonly app: NestFastifyApplication,
    private readonly neighbour: Neighbour,
  ) {}

  static create(name: string, definition: Service, neighbour = new Neighbour(name)): Promise<Part> {
    return actingAs(name, async () => new Part(name, await createService(definition), neighbour));
  }

  get registry(): Registry {
    return this.app.get<Registry>(Registry);
  }

  get checks(): HealthChecks {
    return this.app.get<HealthChecks>(HEALTH_CHECKS);
  }

  /** Begins its work, and takes requests of its neighbours. */
  start(): Promise<void> {
    return actingAs(this.name, async () => {
      await this.app.startAllMicroservices();
      await this.app.init();
      const server = this.app.getHttpAdapter().getInstance();
      await server.ready();
      this.neighbour.open(server);
    });
  }

  /** Takes requests from outside too. @returns where. */
  listen(port: number, host: string): Promise<string> {
    return actingAs(this.name, async () => {
      await this.app.listen(port, host);
      return this.app.getUrl();
    });
  }

  /** Finishes what it has, and closes. */
  stop(): Promise<void> {
    return actingAs(this.name, async () => {
      await this.neighbour.idle();
      await this.app.close();
    });
  }
}
