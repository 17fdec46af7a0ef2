import fc from 'fast-check';

const isLong = process.env['MODEL'] === 'long';
/** The short form does the same each time; the long one looks further. */
const SEED = Number(process.env['MODEL_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 1));
const LONGEST_MS = Number(process.env['MODEL_SECONDS'] ?? 60) * 1_000;

/** Holds a claim against many plans; the long form says its seed, which repeats it. */
export function hold<Plan>(plans: fc.Arbitrary<Plan>, claim: (plan: Plan) => void, runs: number): void {
  if (isLong) console.info(`MODEL_SEED=${SEED} MODEL_SECONDS=${LONGEST_MS / 1_000}`);
  const far = { numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: LONGEST_MS };
  fc.assert(fc.property(plans, claim), { seed: SEED, ...(isLong ? far : { numRuns: runs }) });
}

/** What the smallest plan that was found breaks; undefined where none was found. */
export function brokenBy<Plan>(
  plans: fc.Arbitrary<Plan>,
  claim: (plan: Plan) => void,
  runs = 5_000,
): string | undefined {
  const { errorInstance } = fc.check(fc.property(plans, claim), { seed: SEED, numRuns: runs, endOnFailure: true });
  return errorInstance instanceof Error ? errorInstance.message : undefined;
}

/** @throws Error with `what`, where the two are not the same. */
export function same(what: string, one: unknown, other: unknown): void {
  const [left, right] = [canonical(one), canonical(other)];
  if (left !== right) throw new Error(`${what}: ${left} is not ${right}`);
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
