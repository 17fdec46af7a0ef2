import { ComposeStack, say } from './compose-stack';

export default async function globalSetup(): Promise<void> {
  const stack = await ComposeStack.withNamesOfItsOwn();
  // By which tests and teardown find it.
  Object.assign(process.env, stack.environment);
  // The SDK's notice about Node 20 would stand between the lines.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  takeDownWhenInterrupted(stack);
  say('building the image');
  await stack.run('build', '--quiet');
  say(`starting the stack as ${stack.project}`);
  try {
    await stack.up();
  } catch (error) {
    await stack.takeDown();
    throw error;
  }
  say(`ready at ${stack.gatewayUrl}`);
}

/** Jest does not run its teardown then. */
function takeDownWhenInterrupted(stack: ComposeStack): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say(`${signal}: taking the stack down`);
      void stack.takeDown().finally(() => process.exit(130));
    });
  }
}
