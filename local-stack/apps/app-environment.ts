import { DEMO_PAGE } from '../demo/demo-page';
import { portEnvironment, type Ports } from '../ports/ports';
import type { SetUpSettings } from '../provisioning/set-up';
import type { SignInVariables } from '../provisioning/sign-in';
import { appAddress } from './app-ports';

/** DynamoDB Local has no limit on reads of a shard, and a short poll makes messages arrive at once. */
const LOCAL_POLL_INTERVAL_MS = '50';

/** What the five apps of one stack read: where everything is, under which names, and whose tokens count. */
export function appEnvironment(
  inherited: NodeJS.ProcessEnv,
  { poolName: _, ...names }: SetUpSettings,
  signIn: SignInVariables,
  ports: Ports,
): NodeJS.ProcessEnv {
  return {
    RELAY_POLL_INTERVAL_MS: LOCAL_POLL_INTERVAL_MS,
    ...inherited,
    ...names,
    ...signIn,
    API_DOCS_SIGN_IN_URL: signIn.COGNITO_ENDPOINT,
    ...DEMO_PAGE,
    WEB_SIGN_IN_URL: signIn.COGNITO_ENDPOINT,
    ...portEnvironment(ports),
    HOST: '127.0.0.1',
    MESSAGES_URL: appAddress(ports, 'messages'),
    USERS_URL: appAddress(ports, 'users'),
  };
}
