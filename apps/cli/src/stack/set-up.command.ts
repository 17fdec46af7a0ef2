import { Command, Option } from 'nest-commander';
import { CruddurCommand } from '../command/cruddur-command';
import { Example, WithHosts } from '../command/shared-options';
import type { HostsOption } from '../where/options';

@Example('cruddur set-up --output sign-in.env')
@WithHosts()
@Command({
  name: 'set-up',
  description: 'Wait for local backing services and create what is missing there: tables, topics, schema, demo users.',
})
export class SetUpCommand extends CruddurCommand {
  async run(_arguments: string[], options: HostsOption & { output?: string } = {}): Promise<void> {
    const { setUpBackingServices } = await import('../../../../local-stack/provisioning/set-up-backing-services.js');
    await setUpBackingServices(options);
  }

  @Option({
    flags: '--output <path>',
    description: 'file that gets what gateway and users have to know of the user pool and of the demo users',
  })
  output(path: string): string {
    return path;
  }
}
