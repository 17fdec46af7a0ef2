/** What happens to the request that a step makes. */
export interface Chance {
  /** It is carried out, and its answer does not come. */
  answerLost: boolean;
}

/**
 * A program that stops before each of its requests to the table: what stands between two `yield` happens at once.
 * Whoever runs it decides when it goes on, and whether ever.
 */
export type Steps<Result> = Generator<undefined, Result, Chance>;

/** Choices at random, the same for the same seed. When they are used up, everybody has a turn in order. */
export class Choices {
  private made = 0;

  constructor(
    private state = 0,
    private readonly most = 0,
  ) {}

  /** Below `bound`. */
  readonly next = (bound: number): number => {
    this.made += 1;
    if (this.areUsedUp()) return 0;
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * bound);
  };

  /** True in about one of `times`; never once the choices are used up, so that all comes to an end. */
  readonly happens = (times: number): boolean => !this.areUsedUp() && this.next(times) === 0;

  areUsedUp(): boolean {
    return this.made > this.most;
  }
}

/** Many times more than any plan takes. */
const MOST_STEPS = 20_000;

export interface Run {
  /** Lets one more item of a transaction be seen. @returns whether there was one. */
  show: (choose: (bound: number) => number) => boolean;
  /** In about one of so many steps. */
  showsOneIn: number;
  programs: Steps<void>[];
}

/** Runs the programs in the order of the choices to their ends, or to where they crash. One often goes on for a while. */
export function interleave({ show, showsOneIn, programs }: Run, choices: Choices): void {
  const alive = [...programs];
  let index = 0;
  for (let steps = 0; alive.length > 0; steps += 1) {
    if (steps > MOST_STEPS) throw new Error('it comes to no end');
    if (choices.areUsedUp() || choices.happens(showsOneIn)) show(choices.next);
    if (choices.areUsedUp()) index = (index + 1) % alive.length;
    else if (index >= alive.length || choices.happens(2)) index = choices.next(alive.length);
    const { done } = alive[index]!.next({ answerLost: choices.happens(8) });
    if (done || choices.happens(40)) alive.splice(index, 1);
  }
  while (show(choices.next));
}
