import { appAddress } from '@local-stack/apps/app-ports';
import { seedConversation } from '@local-stack/demo/seed-conversation';
import { summary } from '@local-stack/demo/summary';
import { hostOfUrl } from '@local-stack/ports/hosts';
import { requireMeant, requireMeantHosts } from '@local-stack/ports/meant-hosts';
import { portsOf } from '@local-stack/ports/ports';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { DEMO_PASSWORD, DEMO_USERS } from '../../../users/src/admin/demo-users';
import { UserPool } from '../../../users/src/admin/user-pool';
import { appClientId, withUserPool } from '../services/user-pool';
import { findTarget } from '../where/target';

export interface DemoSettings {
  gateway?: string | undefined;
  publishedAs?: string | undefined;
  hosts?: string[];
}

/** For a stack of containers: the demo conversation, and the summary that `start` prints of its own. */
export async function showDemo({ gateway, publishedAs, hosts = [] }: DemoSettings): Promise<void> {
  const target = await findTarget({});
  const gatewayUrl = gateway ?? appAddress(portsOf(loadStackConfig()), 'gateway');
  requireMeantHosts({ COGNITO_ENDPOINT: target.COGNITO_ENDPOINT }, hosts);
  requireMeant('--gateway', hostOfUrl(gatewayUrl), hosts);
  const groupUuid = await withUserPool(target, async (access) => {
    const pool = new UserPool(access.client, { ...access, clientId: await appClientId(target, access) });
    return seedConversation({ gatewayUrl, token: (handle) => pool.accessToken(handle, DEMO_PASSWORD) });
  });
  const published = publishedAs ?? gatewayUrl;
  process.stdout.write(
    summary({
      pageUrl: published,
      gatewayUrl: published,
      users: DEMO_USERS,
      password: DEMO_PASSWORD,
      groupUuid,
      status: 'docker compose ps',
      ending: 'docker compose down stops the stack and keeps its data; with --volumes it forgets them.',
    }),
  );
}
