import { CommandGroup } from '../command/command-group';
import { conversationsAdd } from './conversations-add.command';
import { conversationsChanges } from './conversations-changes.command';
import { conversationsDelete } from './conversations-delete.command';
import { conversationsEdit } from './conversations-edit.command';
import { conversationsGet } from './conversations-get.command';
import { conversationsHandOver } from './conversations-hand-over.command';
import { conversationsLeave } from './conversations-leave.command';
import { conversationsList } from './conversations-list.command';
import { conversationsMembers } from './conversations-members.command';
import { conversationsReact } from './conversations-react.command';
import { conversationsRead } from './conversations-read.command';
import { conversationsRemove } from './conversations-remove.command';
import { conversationsRename } from './conversations-rename.command';
import { conversationsSend } from './conversations-send.command';
import { conversationsStartGroup } from './conversations-start-group.command';
import { conversationsWatch } from './conversations-watch.command';

export const conversations = () =>
  new CommandGroup('conversations')
    .description(
      'Read conversations as their members do, mark them read, write into them, change what was written and who is in groups.',
    )
    .has(
      conversationsList(),
      conversationsGet(),
      conversationsChanges(),
      conversationsSend(),
      conversationsEdit(),
      conversationsDelete(),
      conversationsReact(),
      conversationsRead(),
      conversationsStartGroup(),
      conversationsMembers(),
      conversationsAdd(),
      conversationsRemove(),
      conversationsLeave(),
      conversationsRename(),
      conversationsHandOver(),
      conversationsWatch(),
    )
    .example('cruddur conversations list andrewbrown');
