import { Module } from '@nestjs/common';
import { CognitoCommand } from './cognito/cognito.command';
import { AsyncApiCommand } from './contract/asyncapi.command';
import { OpenApiCommand } from './contract/openapi.command';
import { ConversationsCommand } from './conversations/conversations.command';
import { DbCommand } from './database/db.command';
import { DeadLettersCommand } from './dead-letters/dead-letters.command';
import { ProjectorCommand } from './projector/projector.command';
import { RelayCommand } from './relay/relay.command';
import { ReportsCommand } from './reports/reports.command';
import { DemoCommand } from './stack/demo.command';
import { ResetCommand } from './stack/reset.command';
import { SetUpCommand } from './stack/set-up.command';
import { StackCommand } from './stack/stack.command';
import { StartCommand } from './stack/start.command';
import { TableCommand } from './table/table.command';
import { UsersCommand } from './users/users.command';

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
    ...UsersCommand.registerWithSubCommands(),
    ...ReportsCommand.registerWithSubCommands(),
    ...CognitoCommand.registerWithSubCommands(),
    ...ProjectorCommand.registerWithSubCommands(),
    ...RelayCommand.registerWithSubCommands(),
    ...DeadLettersCommand.registerWithSubCommands(),
    OpenApiCommand,
    AsyncApiCommand,
  ],
})
export class CliModule {}
