/** A step that cannot be divided. It changes the state and gives an answer; a state is plain JSON. */
export type Step<State> = (state: State) => unknown;

/** What a program does, one step at a time: of several steps any one may be what happens. */
export type Ask<State> = <Answer>(...possible: Step<State>[]) => Promise<Answer>;

/** A program whose steps depend on nothing but the answers to those before. */
export type Program<State> = (ask: Ask<State>) => Promise<unknown>;

/** Where the programs are at one moment of an interleaving. */
export interface Moment<State> {
  state: State;
  /** Of the programs that have ended. */
  results: unknown[];
}

interface Node<State> extends Moment<State> {
  /** What each program has heard, which is all that it knows. */
  answers: unknown[][];
  /** What each program may do next. */
  next: Step<State>[][];
}

/**
 * Visits every moment that the programs can reach together, by every order of their steps, once each. A program that has
 * crashed is one whose next step never comes: so each moment is also one at which any of them may have crashed.
 * @returns how many moments there are.
 */
export async function everyMoment<State>(
  start: State,
  programs: Program<State>[],
  visit: (moment: Moment<State>) => Promise<void>,
): Promise<number> {
  const seen = new Set<string>();
  const first: Node<State> = { state: start, results: [], answers: programs.map(() => []), next: [] };
  for (const [index, program] of programs.entries()) Object.assign(first, await advanced(first, index, program));
  const open = [first];
  for (let node = open.pop(); node; node = open.pop()) {
    await visit(node);
    for (const [index, steps] of node.next.entries()) {
      for (const step of steps) {
        const { state, answers } = after(node, index, step);
        const key = JSON.stringify([state, answers]);
        if (seen.has(key)) continue;
        seen.add(key);
        open.push(await advanced({ ...node, state, answers }, index, programs[index]!));
      }
    }
  }
  return seen.size + 1;
}

function after<State>(node: Node<State>, index: number, step: Step<State>): Pick<Node<State>, 'state' | 'answers'> {
  const state = structuredClone(node.state);
  const answer = step(state);
  return { state, answers: node.answers.with(index, [...node.answers[index]!, answer]) };
}

/** A program cannot be copied in the midst of its work: it is run again, with the answers that it has heard. */
async function advanced<State>(node: Node<State>, index: number, program: Program<State>): Promise<Node<State>> {
  const heard = node.answers[index]!.values();
  const next = [...node.next];
  const results = [...node.results];
  next[index] = [];
  const ask = (...possible: Step<State>[]): Promise<never> => {
    const { done, value } = heard.next();
    if (!done) return Promise.resolve(value as never);
    next[index] = possible;
    return new Promise(() => undefined);
  };
  void program(ask).then((result) => (results[index] = result));
  await settled();
  return { ...node, next, results };
}

/** Until the program waits for its next answer or has ended. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
