import { writeFile } from 'node:fs/promises';
import {
  BACKING_SERVICE_NAMES,
  BACKING_SERVICES,
  type BackingServiceName,
  type Endpoints,
} from '../backing/backing-services';
import { DEMO_PAGE } from '../demo/demo-page';
import { requireMeantHosts } from '../ports/meant-hosts';
import { type StackConfig, loadStackConfig, USER_POOL_NAME } from '../settings/stack.config';
import { waitUntil } from '../system/wait-until';
import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';
import { Progress } from '../terminal/progress';
import { reasonOf } from '../terminal/reason-of';
import { setUp } from './set-up';
import type { SignInVariables } from './sign-in';

const WAIT_LIMIT_MS = 90_000;

/**
 * Sets up the services that the environment names, as containers do it for each other. It asks for all of them: demo users
 * with a known password must not get into a place that is only a default.
 */
export async function setUpBackingServices({
  output,
  hosts = [],
}: {
  output?: string;
  hosts?: string[];
}): Promise<void> {
  const config = loadStackConfig();
  const endpoints = endpointsOf(config);
  requireMeantHosts(endpoints, hosts);
  const progress = new Progress();
  await Promise.all(BACKING_SERVICE_NAMES.map((name) => waitFor(name, endpoints)));
  progress.say('the backing services answer');
  const signIn = await setUp({ ...config, ...endpoints, poolName: USER_POOL_NAME });
  if (output !== undefined) await writeFile(output, envFileOf({ ...signIn, ...DEMO_PAGE }));
  progress.say('tables, topics, schema, users and user pool are there');
}

function endpointsOf(config: StackConfig): Endpoints {
  const variables = BACKING_SERVICE_NAMES.map((name) => BACKING_SERVICES[name].variable);
  const missing = variables.filter((variable) => !config[variable]);
  if (missing.length > 0) {
    throw new CliError(`set-up works only where the environment says: set ${missing.join(', ')}`, {
      exitCode: EXIT.wrongUse,
    });
  }
  return Object.fromEntries(variables.map((variable) => [variable, config[variable]])) as Endpoints;
}

async function waitFor(name: BackingServiceName, endpoints: Endpoints): Promise<void> {
  const { variable, probe } = BACKING_SERVICES[name];
  try {
    await waitUntil(() => probe(endpoints[variable]), WAIT_LIMIT_MS);
  } catch (error) {
    throw new CliError(`${name} does not answer: ${reasonOf(error)}`, { exitCode: EXIT.unavailable, cause: error });
  }
}

const envFileOf = (variables: SignInVariables & typeof DEMO_PAGE): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
