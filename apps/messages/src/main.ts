import { runService } from '@app/common/process';
import { messagesApplication } from './messages-application';

runService(() => messagesApplication());
