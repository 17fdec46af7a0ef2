import { join } from 'node:path';
import { metricsAddress } from '../../local-stack/apps/app-ports';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { SupervisedProcess } from '../../local-stack/supervision/supervised-process';
import { prepareGround, type StackGround, type TestStackOptions } from './stack-ground';

const NAME = 'all-in-one';

/** The one built process with all five services, on what a stack of the five would have. */
export interface AllInOneStack extends StackGround {
  process: SupervisedProcess;
  metricsUrl: string;
  stop: () => Promise<void>;
}

export async function startAllInOne(options: TestStackOptions = {}): Promise<AllInOneStack> {
  const ground = await prepareGround(options);
  const { ports, environment, folder, say, gatewayUrl } = ground;
  const metricsUrl = metricsAddress(ports, 'gateway');
  const definition = {
    name: NAME,
    address: gatewayUrl,
    ports: [ports.GATEWAY_PORT, ports.GATEWAY_METRICS_PORT],
    stateFolder: folder,
    command: process.execPath,
    args: ['--max-old-space-size=256', '--max-semi-space-size=4', join(PROJECT_ROOT, 'dist/apps', NAME, 'src/main.js')],
    environment,
    probe: () => allReady(metricsUrl),
  };
  const supervised = new SupervisedProcess(definition, say);
  const stop = async (): Promise<void> => {
    await supervised.stop();
    await ground.clear();
  };
  await supervised.start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { ...ground, process: supervised, metricsUrl, stop };
}

async function allReady(metricsUrl: string): Promise<void> {
  const answer = await fetch(new URL('/health/ready', metricsUrl));
  if (!answer.ok) throw new Error(await answer.text());
}
