import { normalHandle } from '@app/common/contracts';
import { DEMO_PASSWORD } from '../../../users/src/admin/demo-users';
import { UserPool } from '../../../users/src/admin/user-pool';
import { appClientId, withUserPool } from '../services/user-pool';
import type { PasswordOption, TargetOptions } from '../where/options';
import { findTarget } from '../where/target';
import { readPassword } from './password-file';

export async function printToken(
  handleOrEmail: string,
  { passwordFile, ...options }: TargetOptions & PasswordOption,
): Promise<void> {
  const password = passwordFile === undefined ? DEMO_PASSWORD : await readPassword(passwordFile);
  const target = await findTarget(options);
  await withUserPool(target, async (pool) => {
    const clientId = await appClientId(target, pool);
    const ids = { userPoolId: pool.userPoolId, clientId };
    console.log(await new UserPool(pool.client, ids).accessToken(normalHandle(handleOrEmail), password));
  });
}
