import fc from 'fast-check';
import type { Rules } from './model-rules';
import { fold, force, lead, ModelRows, truthOf } from './model-rows';
import { changeMembers } from './model-membership';
import type { History } from './model-spans';
import { Choices, interleave, type Steps } from './model-steps';
import { MEMBERS, type ModelEvent, ModelTable, type ReactionChange } from './model-table';
import { type Answer, type Context, edit, newProcess, react, remove, send } from './model-writers';

/** As often as they are named, so often they are planned. */
export const WRITERS = ['send', 'send', 'send', 'edit', 'edit', 'delete', 'react', 'react'] as const;
export const ROWS = [...WRITERS, 'read', 'force', 'project', 'project', 'project', 'rebuild'] as const;

/** One more than the conversation has at its start. */
export const PEOPLE = [...MEMBERS, 'dan'];
export const MEMBERSHIP = ['added', 'added', 'left', 'removed'] as const;

type Kind = (typeof ROWS)[number] | (typeof MEMBERSHIP)[number] | 'lose';

/** What somebody does, at some time. What a field means depends on the kind. */
export interface Action {
  kind: Kind;
  member: string;
  /** Which entry, of those that there are. */
  pick: number;
  /** In which of two processes; each has its own memory. */
  process: number;
  /** Under a condition, as a stranger, as of now. */
  flag: boolean;
  /** The client repeats its request, perhaps while the first is under way. */
  repeated: boolean;
  picks: number[];
}

export interface Plan {
  actions: Action[];
  /** From which the choices follow, and how many there are. */
  seed: number;
  choices: number;
  /** How slowly transactions are seen. */
  showsOneIn: number;
  history: History;
  people: readonly string[];
}

export const plans = (kinds: readonly Kind[], { most = 16, people = MEMBERS } = {}): fc.Arbitrary<Plan> =>
  fc.record({
    actions: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        member: fc.constantFrom(...people),
        pick: fc.nat(7),
        process: fc.nat(1),
        flag: fc.boolean(),
        repeated: fc.boolean(),
        picks: fc.array(fc.nat(35), { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: most },
    ),
    seed: fc.nat(),
    choices: fc.nat(1_000),
    showsOneIn: fc.integer({ min: 1, max: 20 }),
    history: fc.constantFrom<History>('joined', 'all'),
    people: fc.constant(people),
  });

/** What a member did to their own marker, in the order in which it took effect. */
export interface Mark {
  kind: 'read' | 'force';
  number: number;
}

type Asked = Action & { kind: (typeof WRITERS)[number] | (typeof MEMBERSHIP)[number] };

export interface Answered {
  action: Action;
  request: object;
  answer: Answer;
}

/** A conversation with all that happens to it. */
export class World {
  readonly table = new ModelTable();
  readonly rows = new ModelRows();
  readonly answers: Answered[] = [];
  readonly marks = new Map<string, Mark[]>(MEMBERS.map((member) => [member, []]));
  private readonly processes = [newProcess(), newProcess()];
  private readonly delivered = new Set<ModelEvent>();
  private plan: Pick<Plan, 'history' | 'people'> = { history: 'joined', people: MEMBERS };

  constructor(private readonly rules: Rules) {}

  private readonly show = (choose: (bound: number) => number): boolean => this.table.show(choose);

  /** Does what is planned, with `others` beside it; afterwards every event that was not yet delivered is. */
  run(plan: Plan, others: Steps<void>[] = []): this {
    const { actions, seed, choices, showsOneIn } = plan;
    this.plan = plan;
    const chosen = new Choices(seed, choices);
    const programs = actions.flatMap((action, index) => this.programsOf(action, `text ${index}`));
    interleave({ show: this.show, showsOneIn, programs: [...programs, ...others] }, chosen);
    const late = this.table.stream
      .filter((event) => !this.delivered.has(event))
      .map((event) => ({ event, turn: chosen.next(100) }))
      .sort((one, other) => one.turn - other.turn)
      .map(({ event }) => event);
    this.finish([this.deliver(late.splice(0, late.length / 2)), this.deliver(late)]);
    return this;
  }

  /** Runs the programs to their ends, each in turn. */
  finish(programs: Steps<void>[]): void {
    interleave({ show: this.show, showsOneIn: 1, programs }, new Choices());
  }

  /** Delivers each event by itself, and then all of them together, from the beginning. */
  replay(): void {
    this.finish([...this.table.stream.map((event) => this.deliver([event])), this.deliver(this.table.stream)]);
  }

  rebuild(): void {
    this.finish(MEMBERS.map((member) => this.rebuildRow(member)));
  }

  private programsOf(action: Action, text: string): Steps<void>[] {
    switch (action.kind) {
      case 'project':
        return [this.project(action)];
      case 'rebuild':
        return [this.rebuildRow(action.member)];
      case 'read':
      case 'force':
        return [this.mark(action)];
      case 'lose':
        return [this.lose(action.member)];
      default: {
        const asked = { ...action, kind: action.kind };
        return [this.ask(asked, text), ...(action.repeated ? [this.ask(asked, text)] : [])];
      }
    }
  }

  private *ask(action: Asked, text: string): Steps<void> {
    const { table, rules } = this;
    const request = {};
    yield;
    const answer = yield* this.asked(action, text, {
      table,
      process: this.processes[action.process]!,
      rules,
      request,
    });
    this.answers.push({ action, request, answer });
  }

  private asked({ kind, member, pick, flag, picks }: Asked, text: string, context: Context): Steps<Answer> {
    const number = 1 + (pick % this.table.newestNumber());
    const { sender, revision } = this.table.entries.get(number) ?? this.table.entries.get(1)!;
    if (kind === 'send') return send(context, member, text);
    if (kind === 'edit') {
      return edit(context, { user: sender, number, message: text, ifRevision: flag ? revision : undefined });
    }
    if (kind === 'delete') return remove(context, { user: sender, number });
    const { people, history } = this.plan;
    if (kind === 'react') {
      return react(
        context,
        number,
        picks.map((each) => wishOf(each, people)),
      );
    }
    return changeMembers(context, { kind, by: member, subject: people[pick % people.length]!, history });
  }

  private *project({ picks, flag }: Action): Steps<void> {
    yield;
    const { stream } = this.table;
    yield* this.deliver(
      picks.map((pick) => stream[pick % stream.length]!),
      flag,
    );
  }

  /** Events that are published from the table, after a loss, say what it says now. */
  private *deliver(events: readonly ModelEvent[], asOfNow = false): Steps<void> {
    const said = asOfNow ? events.map((event) => this.asOfNow(event)) : events;
    for (const member of MEMBERS) yield* lead(this.table, this.rows, member, fold(said, member), this.rules);
    for (const event of events) this.delivered.add(event);
  }

  private asOfNow(event: ModelEvent): ModelEvent {
    const { entries, revisions } = this.table;
    const item = event.kind === 'sent' ? entries.get(event.number) : revisions.get(event.revision);
    return { ...event, message: item?.message ?? '' };
  }

  private *rebuildRow(member: string): Steps<void> {
    yield;
    yield* lead(this.table, this.rows, member, truthOf(this.table, member), this.rules);
  }

  private *mark({ kind, member, pick, process }: Action): Steps<void> {
    yield;
    const newest = this.table.newestNumber();
    if (kind === 'read') {
      const number = 1 + (pick % newest);
      this.rows.read(member, number);
      this.marks.get(member)!.push({ kind, number });
      return;
    }
    const number = pick % (newest + 1);
    const remembered = this.processes[process]!.head.number;
    const isForced = yield* force(this.table, this.rows, { member, number, remembered }, this.rules);
    if (isForced) this.marks.get(member)!.push({ kind: 'force', number });
  }

  private *lose(member: string): Steps<void> {
    yield;
    this.rows.rows.delete(member);
  }
}

const EMOJIS = ['👍', '🎉', '🌱'];

const wishOf = (pick: number, people: readonly string[]): ReactionChange => ({
  user: people[pick % people.length]!,
  emoji: EMOJIS[Math.floor(pick / people.length) % 3]!,
  added: pick < 24,
});
