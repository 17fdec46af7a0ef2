import { normalHandle } from '@app/common/contracts';
import { DEMO_PASSWORD } from '../../../users/src/admin/demo-users';
import { UserPool } from '../../../users/src/admin/user-pool';
import { appClientId, withUserPool } from '../services/user-pool';
import type { TargetOptions } from '../where/options';
import { findTarget } from '../where/target';

export async function printToken(
  handleOrEmail: string,
  { password = DEMO_PASSWORD, ...options }: TargetOptions & { password?: string },
): Promise<void> {
  const target = await findTarget(options);
  await withUserPool(target, async (pool) => {
    const clientId = await appClientId(target, pool);
    const ids = { userPoolId: pool.userPoolId, clientId };
    console.log(await new UserPool(pool.client, ids).accessToken(normalHandle(handleOrEmail), password));
  });
}
