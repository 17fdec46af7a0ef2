import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKING_SERVICES, type BackingServiceName } from '../../local-stack/backing/backing-services';
import { Compose } from '../../local-stack/backing/docker/compose';
import { planBackingServices } from '../../local-stack/backing/plan-backing-services';
import { freeStackPorts, portEnvironment } from '../../local-stack/ports/ports';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { loadStackConfig } from '../../local-stack/settings/stack.config';
import type { Part } from '../../local-stack/supervision/part';
import { uniqueName } from './unique';

/** A backing service beside that which all tests share: nobody else uses it, so that a test may kill or fill it. */
export class OwnService {
  private constructor(
    private readonly part: Part,
    private readonly forget: () => Promise<void>,
  ) {}

  /** Resolves when it serves. */
  static async start(name: BackingServiceName): Promise<OwnService> {
    const { [BACKING_SERVICES[name].variable]: _shared, ...environment } = process.env;
    const project = uniqueName(`own-${name}`);
    const folder = join(STATE_FOLDER, project);
    const ports = await freeStackPorts();
    const own = { COMPOSE_PROJECT_NAME: project, DYNAMODB_STORAGE: '-inMemory' };
    const compose = new Compose({ ...environment, ...portEnvironment(ports), ...own });
    const config = loadStackConfig(environment);
    const plan = await planBackingServices({ config, ports, folder, compose, inMemory: true, say: () => undefined });
    const service = new OwnService(
      plan.parts.find((part) => part.name === name)!,
      async () => {
        await compose.forget().catch(() => undefined);
        await rm(folder, { recursive: true, force: true });
      },
    );
    await service.comeBack();
    return service;
  }

  get address(): string {
    return this.part.address;
  }

  async kill(): Promise<void> {
    await this.part.kill('SIGKILL');
  }

  /** Resolves when it serves. */
  comeBack(): Promise<void> {
    return this.part.start();
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.forget();
  }
}
