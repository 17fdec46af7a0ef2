import { runService } from '@app/common/process';
import { streamRelayApplication } from './stream-relay-application';

runService(() => streamRelayApplication());
