import { runService } from '@app/common/process';
import { gatewayApplication } from './gateway-application';

runService(() => gatewayApplication());
