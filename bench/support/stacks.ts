import { BenchStack } from './bench-stack';

/** This checkout, and beside it the one that `BENCH_BESIDE` names: the two take turns in all that is measured. */
export async function startStacks(): Promise<BenchStack[]> {
  const beside = process.env['BENCH_BESIDE'];
  const stacks = [await BenchStack.start('this checkout')];
  if (beside !== undefined) stacks.push(await BenchStack.start('beside', beside));
  return stacks;
}

/** Runs `work`, and stops the stacks however it ends. */
export async function onStacks(work: (stacks: BenchStack[]) => Promise<void>): Promise<void> {
  const stacks = await startStacks();
  try {
    await work(stacks);
  } finally {
    await Promise.all(stacks.map((stack) => stack.stop()));
  }
}
