import { Command, Option } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, WithHosts } from '../command/shared-options';
import type { HostsOption } from '../where/options';

interface DemoOptions extends HostsOption {
  gateway?: string;
  publishedAs?: string;
}

@Example('cruddur demo --gateway http://127.0.0.1:4567')
@WithHosts()
@Command({
  name: 'demo',
  description: 'Let two demo users talk through the gateway of a container stack, and print what to try next.',
})
export class DemoCommand extends CruddurCommand {
  async run(_arguments: string[], options: DemoOptions = {}): Promise<void> {
    const { showDemo } = await import('./show-demo.js');
    await showDemo(options);
  }

  @Option({ flags: '--gateway <url>', description: 'where the gateway is; by default on its usual port here' })
  gateway(url: string): string {
    return url;
  }

  @Option({ flags: '--published-as <url>', description: 'where a reader finds it, when that is another address' })
  publishedAs(url: string): string {
    return url;
  }
}
