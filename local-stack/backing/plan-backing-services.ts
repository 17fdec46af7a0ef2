import { join } from 'node:path';
import type { PortVariable, Ports } from '../ports/ports';
import { inheritedBy } from '../settings/inherited';
import type { StackConfig } from '../settings/stack.config';
import { ExternalService } from '../supervision/external-service';
import { logFileOf } from '../supervision/log-file';
import type { Part } from '../supervision/part';
import { SupervisedProcess } from '../supervision/supervised-process';
import { BACKING_SERVICES, type BackingServiceName, type Endpoints } from './backing-services';
import { chooseServices, type Way } from './choose-services';
import { type Compose, dockerAnswers } from './docker/compose';
import { DockerService } from './docker/docker-service';
import { LOCAL_SERVICES } from './local-services';
import { provideJars } from './local/jars';

export interface BackingServicesPlan {
  parts: Part[];
  endpoints: Endpoints;
  /** The ports that the parts will take. */
  ports: PortVariable[];
}

export interface BackingServicesSettings {
  config: StackConfig;
  ports: Ports;
  /** Gets the folders `data`, `logs` and `pids`. */
  folder: string;
  forced?: Way | undefined;
  /** For services whose data nobody wants when they end. */
  inMemory?: boolean;
  compose: Compose;
  say: (line: string) => void;
}

/** Decides how each backing service runs, and gets what that needs (images, jars); starts nothing yet. */
export async function planBackingServices(settings: BackingServicesSettings): Promise<BackingServicesPlan> {
  const { config, compose, forced, say } = settings;
  const choice = await chooseServices(config, forced ?? config.CRUDDUR_SERVICES, {
    answers: () => dockerAnswers(compose.environment),
    provideImages: (services) => compose.provideImages(services, say),
  });
  say(choice.line);
  const external = choice.external.map((name) => externalService(name, config[BACKING_SERVICES[name].variable]!));
  const own = await (choice.way === 'docker' ? dockerServices : localServices)(choice.own, settings);
  const parts = [...external, ...own.parts];
  return { parts, ports: own.ports, endpoints: endpointsOf(parts) };
}

async function dockerServices(names: BackingServiceName[], { compose, ports, folder }: BackingServicesSettings) {
  const running = new Set(await compose.runningServices());
  const missing = names.filter((name) => !running.has(name));
  // Network and containers first, together: services that are started side by side would both create the network.
  if (missing.length > 0) await compose.run('create', ...missing);
  const parts = names.map((name) => {
    const { endpoint, portVariable, probe } = BACKING_SERVICES[name];
    const address = endpoint(ports[portVariable]);
    return running.has(name)
      ? new ExternalService(name, address, 'its container runs already', () => probe(address))
      : new DockerService(compose, name, address, logFileOf(folder, name), () => probe(address));
  });
  return { parts, ports: portsOf(missing) };
}

async function localServices(
  names: BackingServiceName[],
  { config, ports, folder, inMemory = false, say }: BackingServicesSettings,
) {
  const needsJava = names.includes('kafka') || names.includes('dynamodb-local');
  const jars = needsJava ? await provideJars(say) : '';
  const parts = names.map((name) => {
    const { endpoint, portVariable, probe } = BACKING_SERVICES[name];
    const port = ports[portVariable];
    const address = endpoint(port);
    const service = LOCAL_SERVICES[name]({
      dataFolder: join(folder, 'data', name),
      inMemory,
      port,
      jars,
      usersPort: ports.USERS_PORT,
    });
    return new SupervisedProcess(
      {
        ...service,
        name,
        address,
        ports: [port],
        stateFolder: folder,
        environment: { ...inheritedBy(config.inherited), ...service.environment },
        probe: () => probe(address),
      },
      say,
    );
  });
  return { parts, ports: portsOf(names) };
}

function externalService(name: BackingServiceName, address: string): ExternalService {
  const { variable, probe } = BACKING_SERVICES[name];
  return new ExternalService(name, address, variable, () => probe(address));
}

const endpointsOf = (parts: Part[]): Endpoints =>
  Object.fromEntries(
    parts.map(({ name, address }) => [BACKING_SERVICES[name as BackingServiceName].variable, address]),
  ) as Endpoints;

const portsOf = (names: BackingServiceName[]): PortVariable[] =>
  names.map((name) => BACKING_SERVICES[name].portVariable);
