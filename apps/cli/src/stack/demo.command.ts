import { CruddurCommand } from '../command/cruddur-command';
import type { HostsOption } from '../where/options';

interface DemoOptions extends HostsOption {
  gateway?: string;
  publishedAs?: string;
}

export const demo = () =>
  new CruddurCommand('demo')
    .description('Let two demo users talk through the gateway of a container stack, and print what to try next.')
    .option('--gateway <url>', 'where the gateway is; by default on its usual port here')
    .option('--published-as <url>', 'where a reader finds it, when that is another address')
    .withHosts()
    .example('cruddur demo --gateway http://127.0.0.1:4567')
    .action(async (options: DemoOptions) => {
      const { showDemo } = await import('./show-demo.js');
      await showDemo(options);
    });
