import { once } from 'node:events';
import { DEMO_PASSWORD, DEMO_USERS } from '../apps/users/src/admin/demo-users';
import { appEnvironment } from './apps/app-environment';
import { APP_PORTS, appAddress } from './apps/app-ports';
import { startApps } from './apps/start-apps';
import type { Endpoints } from './backing/backing-services';
import type { Way } from './backing/choose-services';
import { Compose } from './backing/docker/compose';
import { type BackingServicesPlan, planBackingServices } from './backing/plan-backing-services';
import { type AppEnvironments, appEnvironments } from './control/app-environments';
import { ControlClient } from './control/control-client';
import { serveControl } from './control/control-server';
import { controlSocket } from './control/control-socket';
import type { StackVariables } from './control/stack-variables';
import { seedConversation } from './demo/seed-conversation';
import { summary } from './demo/summary';
import { Development } from './development/development';
import { checkPorts } from './ports/port-check';
import { portEnvironment, type Ports, portsOf } from './ports/ports';
import { setUp, type SetUpSettings } from './provisioning/set-up';
import { type SignInVariables, tokenOf } from './provisioning/sign-in';
import { inheritedBy } from './settings/inherited';
import { makePrivate } from './settings/private-folder';
import { type StackConfig, USER_POOL_NAME } from './settings/stack.config';
import { interrupted } from './supervision/interrupts';
import { endLeftovers } from './supervision/leftovers';
import { Stack } from './supervision/stack';
import { CliError } from './terminal/cli-error';
import { Progress } from './terminal/progress';

/** `cruddur start`: brings up the whole stack, and keeps it up until it is interrupted. */
export class StackRun {
  private readonly progress = new Progress();
  private readonly say = (line: string): void => this.progress.say(line);
  private readonly stack = new Stack(this.say);
  private readonly forced: Way | undefined;
  private readonly ports: Ports;
  private readonly development: Development | undefined;
  private variables: StackVariables | undefined;
  private environments: AppEnvironments | undefined;

  /** With `watch`, what is saved is compiled, and the services that run it are restarted. */
  constructor(
    private readonly config: StackConfig,
    { services, watch }: { services?: Way; watch?: boolean },
  ) {
    this.forced = services;
    this.ports = portsOf(config);
    if (!watch) return;
    const ofThePage = { ...inheritedBy(config.inherited), ...portEnvironment(this.ports) };
    this.development = new Development(config.CRUDDUR_FOLDER, this.stack, this.say, ofThePage);
  }

  async run(): Promise<void> {
    const folder = this.config.CRUDDUR_FOLDER;
    const other = await new ControlClient(folder).runningPid();
    if (other) throw new CliError(`a stack runs here already (pid ${other}): npx cruddur stack status shows it`);
    await makePrivate(folder);
    await endLeftovers(folder, this.say);
    const asked = new AbortController();
    const interruption = Promise.race([
      interrupted(() => void this.stack.kill().finally(() => process.exit(1))),
      once(asked.signal, 'abort'),
    ]);
    const orders = {
      variables: () => this.variables,
      environments: () => this.environments,
      stop: () => asked.abort(),
    };
    const server = await serveControl(folder, this.stack, orders);
    try {
      await Promise.race([this.bringUp(), interruption]);
      await interruption;
    } finally {
      await this.development?.stop();
      await this.stack.stop();
      await server.close();
    }
  }

  private async bringUp(): Promise<void> {
    const plan = await this.planBackingServices();
    const settings = this.setUpSettings(plan.endpoints);
    const answers = this.stack.begin(plan.parts);
    const [signIn] = await Promise.all([setUp(settings, (name) => answers.get(name)!), this.development?.prepare()]);
    this.variables = { ...settings, ...signIn };
    this.say('tables, topics, schema, users and user pool are there');
    const folder = this.config.CRUDDUR_FOLDER;
    const environment = {
      ...appEnvironment(this.config.inherited, settings, signIn, this.ports),
      WEB_STACK_SOCKET: controlSocket(folder),
    };
    this.environments = appEnvironments(environment);
    await startApps(this.stack, { ports: this.ports, environment, folder, say: this.say });
    await this.seedAndSummarise(signIn);
    this.development?.begin();
  }

  private async planBackingServices(): Promise<BackingServicesPlan> {
    const { config, ports, forced, say } = this;
    // From its container cognito-local does not reach the users service of this stack.
    const withoutTrigger = { COGNITO_TRIGGER: '' };
    const compose = new Compose({ ...config.inherited, ...portEnvironment(ports), ...withoutTrigger });
    const plan = await planBackingServices({ config, ports, forced, compose, say, folder: config.CRUDDUR_FOLDER });
    await checkPorts(ports, [...plan.ports, ...APP_PORTS]);
    return plan;
  }

  private setUpSettings(endpoints: Endpoints): SetUpSettings {
    const { AWS_REGION, TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME, KAFKA_TOPIC_PREFIX } = this.config;
    const names = { TABLE_NAME, LEASE_TABLE_NAME, RATE_LIMIT_TABLE_NAME, KAFKA_TOPIC_PREFIX };
    return { ...endpoints, AWS_REGION, ...names, poolName: USER_POOL_NAME };
  }

  private async seedAndSummarise(signIn: SignInVariables): Promise<void> {
    const gatewayUrl = appAddress(this.ports, 'gateway');
    const groupUuid = await seedConversation({ gatewayUrl, token: (handle) => tokenOf(signIn, handle) });
    this.say(`ready after ${this.progress.seconds().toFixed(1)} s`);
    process.stdout.write(
      summary({
        pageUrl: this.development?.pageUrl ?? gatewayUrl,
        gatewayUrl,
        users: DEMO_USERS,
        password: DEMO_PASSWORD,
        groupUuid,
        status: 'npx cruddur stack status',
        ending: 'Ctrl-C stops the stack and keeps its data; npm run reset forgets them.',
      }),
    );
  }
}
