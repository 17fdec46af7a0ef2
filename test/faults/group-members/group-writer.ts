import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { aPerson } from '../../support/builders';
import { Group, writeStep } from '../../support/group';
import { range } from '../../support/range';
import type { Random } from '../support/random';

const AT_FIRST = 4;

/** Writes groups whose members come and go, as the messages service does, and remembers all that the table has accepted. */
export class GroupWriter {
  readonly people: readonly Person[];
  readonly groups: Group[] = [];

  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly random: Random,
    people: number,
  ) {
    this.people = range(people).map((i) => aPerson(`person${i}`));
  }

  get events(): number {
    return this.groups.reduce((sum, { steps }) => sum + steps.length, 0);
  }

  /** Each with some of the people. */
  async start(count: number): Promise<void> {
    for (const _ of range(count)) {
      const history = this.random.below(2) ? ('all' as const) : ('joined' as const);
      const from = this.random.below(this.people.length - AT_FIRST);
      const group = new Group(this.people.slice(from, from + AT_FIRST), { history, startedAt: Date.now() });
      await writeStep(this.documents, this.tableName, group.steps[0]!);
      this.groups.push(group);
    }
  }

  /** One step in each of `count` groups taken at random. */
  async write(count: number): Promise<void> {
    const chosen = new Set(range(count).map(() => this.pick(this.groups)));
    await Promise.all([...chosen].map((group) => this.writeInto(group)));
  }

  private async writeInto(group: Group): Promise<void> {
    const before = group.steps.length;
    this.pick(this.stepsOf(group))();
    for (const step of group.steps.slice(before)) await writeStep(this.documents, this.tableName, step);
  }

  private stepsOf(group: Group): (() => unknown)[] {
    const isMember = ({ uuid }: Person): boolean => group.members.some((member) => member.uuid === uuid);
    const absent = this.people.filter((person) => !isMember(person));
    const others = group.members.filter(({ uuid }) => uuid !== group.owner.uuid);
    const messages = group.entries.filter(({ kind, deleted_at: at }) => kind === undefined && at === undefined);
    const send = (): unknown => group.send(this.pick(group.members));
    return [
      ...[send, send, send],
      () => group.rename(this.pick(group.members), `name ${group.entries.length}`),
      ...(absent.length > 0 ? [() => group.add(this.pick(group.members), this.pick(absent))] : []),
      ...(others.length > 0 ? [() => group.leave(this.pick(others)), () => group.remove(this.pick(others))] : []),
      ...(others.length > 0 ? [() => group.handOver(this.pick(others))] : []),
      ...(messages.length > 0 ? [() => group.edit(messages.at(-1)!.number)] : []),
      ...(messages.length > 0 ? [() => group.delete(this.pick(messages).number)] : []),
    ];
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.random.below(items.length)]!;
  }
}
