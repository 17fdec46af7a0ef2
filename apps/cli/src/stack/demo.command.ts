import { Command, Option } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example } from '../command/shared-options';

interface DemoOptions {
  gateway?: string;
  publishedAs?: string;
}

@Example('cruddur demo --gateway http://127.0.0.1:4567')
@Command({
  name: 'demo',
  description: 'Let two demo users talk through the gateway of a container stack, and print what to try next.',
})
export class DemoCommand extends CruddurCommand {
  async run(_arguments: string[], { gateway, publishedAs }: DemoOptions = {}): Promise<void> {
    const { showDemo } = await import('./show-demo.js');
    await showDemo({ gateway, publishedAs });
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
