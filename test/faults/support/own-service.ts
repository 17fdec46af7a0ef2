import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCliConfig } from '../../../apps/cli/src/cli.config';
import { STATE_FOLDER } from '../../../apps/cli/src/project';
import { BACKING_SERVICES, type BackingServiceName } from '../../../apps/cli/src/stack/backing-services';
import { Compose } from '../../../apps/cli/src/stack/docker/compose';
import type { Part } from '../../../apps/cli/src/stack/part';
import { planBackingServices } from '../../../apps/cli/src/stack/plan-backing-services';
import { freeStackPorts, portEnvironment } from '../../../apps/cli/src/stack/ports';
import { uniqueName } from '../../support/unique';

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
    const config = loadCliConfig(environment);
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
