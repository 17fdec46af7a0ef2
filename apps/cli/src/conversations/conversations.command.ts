import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { ConversationsAddCommand } from './conversations-add.command';
import { ConversationsChangesCommand } from './conversations-changes.command';
import { ConversationsDeleteCommand } from './conversations-delete.command';
import { ConversationsEditCommand } from './conversations-edit.command';
import { ConversationsGetCommand } from './conversations-get.command';
import { ConversationsHandOverCommand } from './conversations-hand-over.command';
import { ConversationsLeaveCommand } from './conversations-leave.command';
import { ConversationsListCommand } from './conversations-list.command';
import { ConversationsMembersCommand } from './conversations-members.command';
import { ConversationsReactCommand } from './conversations-react.command';
import { ConversationsReadCommand } from './conversations-read.command';
import { ConversationsRemoveCommand } from './conversations-remove.command';
import { ConversationsRenameCommand } from './conversations-rename.command';
import { ConversationsSendCommand } from './conversations-send.command';
import { ConversationsStartGroupCommand } from './conversations-start-group.command';
import { ConversationsWatchCommand } from './conversations-watch.command';

@Example('cruddur conversations list andrewbrown')
@Command({
  name: 'conversations',
  description:
    'Read conversations as their members do, mark them read, write into them, change what was written and who is in groups.',
  subCommands: [
    ConversationsListCommand,
    ConversationsGetCommand,
    ConversationsChangesCommand,
    ConversationsSendCommand,
    ConversationsEditCommand,
    ConversationsDeleteCommand,
    ConversationsReactCommand,
    ConversationsReadCommand,
    ConversationsStartGroupCommand,
    ConversationsMembersCommand,
    ConversationsAddCommand,
    ConversationsRemoveCommand,
    ConversationsLeaveCommand,
    ConversationsRenameCommand,
    ConversationsHandOverCommand,
    ConversationsWatchCommand,
  ],
})
export class ConversationsCommand extends CommandGroup {}
