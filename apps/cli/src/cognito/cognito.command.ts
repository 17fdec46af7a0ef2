import { CommandGroup } from '../command/command-group';
import { cognitoCreateUser } from './cognito-create-user.command';
import { cognitoListUsers } from './cognito-list-users.command';
import { cognitoShow } from './cognito-show.command';
import { cognitoSyncHandles } from './cognito-sync-handles.command';
import { cognitoSyncUserIds } from './cognito-sync-user-ids.command';
import { cognitoToken } from './cognito-token.command';

export const cognito = () =>
  new CommandGroup('cognito')
    .description('The user pool.')
    .has(
      cognitoShow(),
      cognitoListUsers(),
      cognitoSyncUserIds(),
      cognitoSyncHandles(),
      cognitoToken(),
      cognitoCreateUser(),
    )
    .example('cruddur cognito token andrewbrown');
