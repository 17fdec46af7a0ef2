import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { CognitoCreateUserCommand } from './cognito-create-user.command';
import { CognitoListUsersCommand } from './cognito-list-users.command';
import { CognitoShowCommand } from './cognito-show.command';
import { CognitoSyncHandlesCommand } from './cognito-sync-handles.command';
import { CognitoSyncUserIdsCommand } from './cognito-sync-user-ids.command';
import { CognitoTokenCommand } from './cognito-token.command';

@Example('cruddur cognito token andrewbrown')
@Command({
  name: 'cognito',
  description: 'The user pool.',
  subCommands: [
    CognitoShowCommand,
    CognitoListUsersCommand,
    CognitoSyncUserIdsCommand,
    CognitoSyncHandlesCommand,
    CognitoTokenCommand,
    CognitoCreateUserCommand,
  ],
})
export class CognitoCommand extends CommandGroup {}
