import { ComposeStack, say } from './compose-stack';
import { docker } from './container';

export default async function globalTeardown(): Promise<void> {
  const stack = new ComposeStack();
  say('taking the stack down, with its data');
  await stack.takeDown();
  const ofProject = `label=com.docker.compose.project=${stack.project}`;
  const left = await Promise.all([
    docker('ps', '--all', '--quiet', '--filter', ofProject),
    docker('volume', 'ls', '--quiet', '--filter', ofProject),
    docker('network', 'ls', '--quiet', '--filter', ofProject),
  ]);
  if (left.some(Boolean)) throw new Error(`${stack.project} has left something: ${left.join(' ')}`);
  say('nothing is left of it');
}
