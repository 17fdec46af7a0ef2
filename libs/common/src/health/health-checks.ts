import { settledWithin } from '@app/common/patience';

/**
 * Resolves while the part does its work, with a line where there is more to say than `ok`; throws an error whose message
 * says in one line why it does not.
 */
export type HealthCheck = () => Promise<string | undefined | void> | string | undefined | void;
export type HealthChecks = Record<string, HealthCheck>;

export interface Outcome {
  works: boolean;
  /** `ok`, or what there is to say. */
  line: string;
}

const CHECK_TIME_LIMIT_MS = 2_000;

/** Asks all parts at once; one that does not answer in time counts as not working. */
export const outcomesOf = (checks: HealthChecks): Promise<(Outcome & { part: string })[]> =>
  Promise.all(Object.entries(checks).map(async ([part, check]) => ({ part, ...(await outcomeOf(check)) })));

async function outcomeOf(check: HealthCheck): Promise<Outcome> {
  const outcome = Promise.resolve()
    .then(check)
    .then(
      (remark) => ({ works: true, line: remark ?? 'ok' }),
      (error: unknown) => ({ works: false, line: error instanceof Error ? error.message : String(error) }),
    );
  const isInTime = await settledWithin(CHECK_TIME_LIMIT_MS, [outcome]);
  return isInTime ? outcome : { works: false, line: `no answer within ${CHECK_TIME_LIMIT_MS} ms` };
}
