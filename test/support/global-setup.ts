import { join } from 'node:path';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { startBackingServices } from './backing-services';

export default async function globalSetup(): Promise<void> {
  // The SDK's notice about Node 20 would stand in every worker's output.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Node, from 22 on, keeps what it has compiled: the services and commands of all tests load faster for it.
  process.env['NODE_COMPILE_CACHE'] ??= join(STATE_FOLDER, 'compiled');
  const isGiven = process.env['DYNAMODB_ENDPOINT'] !== undefined;
  await startBackingServices();
  process.env['DYNAMODB_IS_GIVEN'] ??= String(isGiven);
}
