import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { CruddurCommand } from '../command/cruddur-command';
import type { RebuildOptions } from './rebuild-rows';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const projectorRebuild = () =>
  new CruddurCommand('rebuild')
    .description('Correct the rows of the conversation lists by the messages, while messages are sent.')
    .option('--user <handle>', 'only the rows of this user')
    .option('--group <uuid>', 'only the rows of this conversation', conversationUuid)
    .option('--dry-run', 'say what is wrong, and correct nothing')
    .option('--force', 'even if the relay is behind, from which rows would then hide what is lost')
    .changes()
    .example('cruddur projector rebuild --user bayko --dry-run')
    .action(async (options: RebuildOptions) => {
      const { rebuildRows } = await import('./rebuild-rows.js');
      await rebuildRows(options);
    });

function conversationUuid(text: string): string {
  if (UUID.test(text)) return text;
  throw new CliError(`--group is the uuid of a conversation, not ${text}`, { exitCode: EXIT.wrongUse });
}
