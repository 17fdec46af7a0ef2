import { startBackingServices } from './backing-services';

export default async function globalSetup(): Promise<void> {
  // The SDK's notice about Node 20 would stand in every worker's output.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const isGiven = process.env['DYNAMODB_ENDPOINT'] !== undefined;
  await startBackingServices();
  process.env['DYNAMODB_IS_GIVEN'] ??= String(isGiven);
}
