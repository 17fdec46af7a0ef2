import { Option, SubCommand } from 'nest-commander';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import { Changes, Example } from '../command/shared-options';
import type { RebuildOptions } from './rebuild-rows';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Example('cruddur projector rebuild --user bayko --dry-run')
@Changes()
@SubCommand({
  name: 'rebuild',
  description: 'Correct the rows of the conversation lists by the messages, while messages are sent.',
})
export class ProjectorRebuildCommand extends CruddurCommand {
  async run(_arguments: string[], options: RebuildOptions): Promise<void> {
    const { rebuildRows } = await import('./rebuild-rows.js');
    await rebuildRows(options);
  }

  @Option({ flags: '--user <handle>', description: 'only the rows of this user' })
  user(handle: string): string {
    return handle;
  }

  @Option({ flags: '--group <uuid>', description: 'only the rows of this conversation' })
  group(uuid: string): string {
    if (UUID.test(uuid)) return uuid;
    throw new CliError(`--group is the uuid of a conversation, not ${uuid}`, { exitCode: EXIT.wrongUse });
  }

  @Option({ flags: '--dry-run', description: 'say what is wrong, and correct nothing' })
  dryRun(): boolean {
    return true;
  }

  @Option({
    flags: '--force',
    description: 'even if the relay is behind, from which rows would then hide what is lost',
  })
  force(): boolean {
    return true;
  }
}
