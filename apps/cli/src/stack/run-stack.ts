import { once } from 'node:events';
import { DEMO_PASSWORD, DEMO_USERS } from '../../../users/src/admin/demo-users';
import { type CliConfig, USER_POOL_NAME } from '../cli.config';
import { CliError } from '../cli-error';
import { Progress } from '../progress';
import { seedConversation } from '../set-up/seed-conversation';
import { setUp, type SetUpSettings } from '../set-up/set-up';
import { type SignInVariables, tokenOf } from '../set-up/sign-in';
import { appEnvironment } from './app-environment';
import { APP_PORTS, appAddress, startApps } from './apps';
import type { Endpoints } from './backing-services';
import type { Way } from './choose-services';
import { ControlClient } from './control-client';
import { serveControl } from './control-server';
import { Compose } from './docker/compose';
import { interrupted } from './interrupts';
import { endLeftovers } from './leftovers';
import { type BackingServicesPlan, planBackingServices } from './plan-backing-services';
import { checkPorts } from './port-check';
import { portEnvironment, type Ports, portsOf } from './ports';
import { Stack } from './stack';
import type { StackVariables } from './stack-variables';
import { summary } from './summary';

/** `cruddur start`: brings up the whole stack, and keeps it up until it is interrupted. */
export class StackRun {
  private readonly progress = new Progress();
  private readonly say = (line: string): void => this.progress.say(line);
  private readonly stack = new Stack(this.say);
  private readonly ports: Ports;
  private variables: StackVariables | undefined;

  constructor(
    private readonly config: CliConfig,
    private readonly forced: Way | undefined,
  ) {
    this.ports = portsOf(config);
  }

  async run(): Promise<void> {
    const folder = this.config.CRUDDUR_FOLDER;
    const other = await new ControlClient(folder).runningPid();
    if (other) throw new CliError(`a stack runs here already (pid ${other}): npx cruddur stack status shows it`);
    await endLeftovers(folder, this.say);
    const asked = new AbortController();
    const interruption = Promise.race([
      interrupted(() => void this.stack.kill().finally(() => process.exit(1))),
      once(asked.signal, 'abort'),
    ]);
    const orders = { variables: () => this.variables, stop: () => asked.abort() };
    const server = await serveControl(folder, this.stack, orders);
    try {
      await Promise.race([this.bringUp(), interruption]);
      await interruption;
    } finally {
      await this.stack.stop();
      await server.close();
    }
  }

  private async bringUp(): Promise<void> {
    const plan = await this.planBackingServices();
    const settings = this.setUpSettings(plan.endpoints);
    const answers = this.stack.begin(plan.parts);
    const signIn = await setUp(settings, (name) => answers.get(name)!);
    this.variables = { ...settings, ...signIn };
    this.say('tables, topics, schema, users and user pool are there');
    const environment = appEnvironment(this.config.inherited, settings, signIn, this.ports);
    const folder = this.config.CRUDDUR_FOLDER;
    await startApps(this.stack, { ports: this.ports, environment, folder, say: this.say });
    await this.seedAndSummarise(signIn);
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
    const { AWS_REGION, TABLE_NAME, LEASE_TABLE_NAME, KAFKA_TOPIC_PREFIX } = this.config;
    return { ...endpoints, AWS_REGION, TABLE_NAME, LEASE_TABLE_NAME, KAFKA_TOPIC_PREFIX, poolName: USER_POOL_NAME };
  }

  private async seedAndSummarise(signIn: SignInVariables): Promise<void> {
    const gatewayUrl = appAddress(this.ports, 'gateway');
    const groupUuid = await seedConversation({ gatewayUrl, token: (handle) => tokenOf(signIn, handle) });
    this.say(`ready after ${this.progress.seconds().toFixed(1)} s`);
    process.stdout.write(
      summary({
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
