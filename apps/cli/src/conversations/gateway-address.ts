import { appAddress } from '@local-stack/apps/app-ports';
import { portsOf } from '@local-stack/ports/ports';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** Where the gateway is. @throws CliError where that is not said, or cannot be so. */
export function gatewayAddress({ gateway, prod }: { gateway?: string; prod?: boolean }): string {
  if (gateway === undefined) {
    if (prod) throw new CliError('--prod wants --gateway: where is the gateway?', { exitCode: EXIT.wrongUse });
    return appAddress(portsOf(loadStackConfig()), 'gateway');
  }
  if (URL.canParse(gateway) && /^https?:$/.test(new URL(gateway).protocol)) return gateway;
  throw new CliError(`--gateway is no address: ${gateway} (http://127.0.0.1:4567 is one)`, { exitCode: EXIT.wrongUse });
}
