import { runService } from '@app/common/process';
import { usersApplication } from './users-application';

runService(() => usersApplication());
