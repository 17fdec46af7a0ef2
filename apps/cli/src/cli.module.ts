import { Module } from '@nestjs/common';
import { CognitoCommand } from './commands/cognito/cognito.command';
import { ConversationsCommand } from './commands/conversations/conversations.command';
import { DbCommand } from './commands/db/db.command';
import { DeadLettersCommand } from './commands/dead-letters/dead-letters.command';
import { DemoCommand } from './commands/demo.command';
import { ProjectorCommand } from './commands/projector/projector.command';
import { RelayCommand } from './commands/relay/relay.command';
import { ResetCommand } from './commands/reset.command';
import { SetUpCommand } from './commands/set-up.command';
import { StackCommand } from './commands/stack/stack.command';
import { StartCommand } from './commands/start.command';
import { TableCommand } from './commands/table/table.command';

/** In the order in which help lists them. */
@Module({
  providers: [
    StartCommand,
    ResetCommand,
    SetUpCommand,
    DemoCommand,
    ...StackCommand.registerWithSubCommands(),
    ...DbCommand.registerWithSubCommands(),
    ...TableCommand.registerWithSubCommands(),
    ...ConversationsCommand.registerWithSubCommands(),
    ...CognitoCommand.registerWithSubCommands(),
    ...ProjectorCommand.registerWithSubCommands(),
    ...RelayCommand.registerWithSubCommands(),
    ...DeadLettersCommand.registerWithSubCommands(),
  ],
})
export class CliModule {}
