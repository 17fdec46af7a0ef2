import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { ConversationsChangesCommand } from './conversations-changes.command';
import { ConversationsDeleteCommand } from './conversations-delete.command';
import { ConversationsEditCommand } from './conversations-edit.command';
import { ConversationsGetCommand } from './conversations-get.command';
import { ConversationsListCommand } from './conversations-list.command';
import { ConversationsReactCommand } from './conversations-react.command';
import { ConversationsReadCommand } from './conversations-read.command';
import { ConversationsSendCommand } from './conversations-send.command';
import { ConversationsWatchCommand } from './conversations-watch.command';

@Example('cruddur conversations list andrewbrown')
@Command({
  name: 'conversations',
  description: 'Read conversations as their members do, mark them read, write into them, and change what was written.',
  subCommands: [
    ConversationsListCommand,
    ConversationsGetCommand,
    ConversationsChangesCommand,
    ConversationsSendCommand,
    ConversationsEditCommand,
    ConversationsDeleteCommand,
    ConversationsReactCommand,
    ConversationsReadCommand,
    ConversationsWatchCommand,
  ],
})
export class ConversationsCommand extends CommandGroup {}
