import { BenchStack } from './bench-stack';

/** One user makes the load of many, so one may have as many turns as all. */
export const MANY_AS_ONE = { MAX_TURNS_PER_PERSON: '64', SAVED_TURN_SECONDS: '100000' };

/** This checkout, and beside it the one that `BENCH_BESIDE` names: the two take turns in all that is measured. */
export async function startStacks(variables: NodeJS.ProcessEnv): Promise<BenchStack[]> {
  const beside = process.env['BENCH_BESIDE'];
  const stacks = [await BenchStack.start('this checkout', { variables })];
  if (beside !== undefined) stacks.push(await BenchStack.start('beside', { checkout: beside, variables }));
  return stacks;
}

/** Runs `work`, and stops the stacks however it ends. */
export async function onStacks(
  work: (stacks: BenchStack[]) => Promise<void>,
  variables: NodeJS.ProcessEnv = MANY_AS_ONE,
): Promise<void> {
  const stacks = await startStacks(variables);
  try {
    await work(stacks);
  } finally {
    await Promise.all(stacks.map((stack) => stack.stop()));
  }
}
