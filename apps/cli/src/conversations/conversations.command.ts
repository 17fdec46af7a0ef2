import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { ConversationsChangesCommand } from './conversations-changes.command';
import { ConversationsGetCommand } from './conversations-get.command';
import { ConversationsListCommand } from './conversations-list.command';
import { ConversationsReadCommand } from './conversations-read.command';
import { ConversationsSendCommand } from './conversations-send.command';

@Example('cruddur conversations list andrewbrown')
@Command({
  name: 'conversations',
  description: 'Read conversations as their members do, mark them read, and write into them.',
  subCommands: [
    ConversationsListCommand,
    ConversationsGetCommand,
    ConversationsChangesCommand,
    ConversationsSendCommand,
    ConversationsReadCommand,
  ],
})
export class ConversationsCommand extends CommandGroup {}
