import { messagesPaths, type Person } from '@app/common/contracts';
import { request } from 'undici';
import { range } from '../../support/range';
import type { Random } from '../support/random';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A message that was accepted, with the number under which its sender was told that it is. */
export interface AcceptedSend {
  senderUuid: string;
  text: string;
  number: number;
}

/** What somebody may be answered who asks for something that is not theirs to do, or not any more. */
const REFUSALS = new Set([
  'message_group_left',
  'message_group_not_found',
  'message_group_owner_only',
  'message_group_owner_leaves',
  'message_group_last_member',
  'member_not_found',
  'message_not_found',
]);

/** People who send into one group, and add, remove and rename, at once and at random, through any of several services. */
export class GroupTraffic {
  readonly accepted: AcceptedSend[] = [];
  /** How often each thing was done. */
  readonly done = new Map<string, number>();
  /** What nobody should be answered. */
  readonly odd: string[] = [];
  /** Requests of which nobody knows what became. */
  unanswered = 0;
  private isOn = true;
  private texts = 0;
  private newest = 1;

  constructor(
    private readonly people: Person[],
    private readonly groupUuid: string,
    private readonly random: Random,
    /** Of a service, each time. */
    private readonly url: () => string,
  ) {}

  /** Until it is stopped, with so many requests at once. */
  async run(atOnce: number): Promise<void> {
    await Promise.all(
      range(atOnce).map(async () => {
        while (this.isOn) await this.act();
      }),
    );
  }

  stop(): void {
    this.isOn = false;
  }

  private async act(): Promise<unknown> {
    const [caller, subject] = [this.anybody(), this.anybody()];
    const members = messagesPaths.groupMembers(this.groupUuid);
    const member = { caller, handle: subject.handle };
    const turn = this.random.below(100);
    if (turn < 40) return this.send(caller);
    if (turn < 46) return this.react(caller);
    if (turn < 52) return this.edit();
    if (turn < 75) return this.ask('add', 'PUT', members, member);
    if (turn < 85) return this.ask('remove', 'DELETE', members, member);
    if (turn < 90) return this.ask('leave', 'DELETE', members, { caller, handle: caller.handle });
    if (turn < 95) {
      const name = this.random.below(4) === 0 ? null : `Station ${this.random.below(1_000)}`;
      return this.ask('rename', 'PATCH', messagesPaths.groupItself(this.groupUuid), { caller, name });
    }
    return this.ask('hand over', 'PUT', messagesPaths.groupOwner(this.groupUuid), member);
  }

  private async send(sender: Person): Promise<void> {
    const text = `text ${++this.texts}`;
    const path = messagesPaths.messages(this.groupUuid);
    const sent = (await this.ask('send', 'POST', path, { sender, text })) as { number: number } | undefined;
    if (!sent) return;
    this.newest = Math.max(this.newest, sent.number);
    this.accepted.push({ senderUuid: sender.uuid, text, number: sent.number });
  }

  private async react({ uuid: userUuid }: Person): Promise<void> {
    const path = messagesPaths.reaction(this.groupUuid, 1 + this.random.below(this.newest), '👍');
    await this.ask('react', this.random.below(2) === 0 ? 'PUT' : 'DELETE', path, { userUuid });
  }

  private async edit(): Promise<void> {
    const sent = this.accepted[this.random.below(this.accepted.length)];
    if (!sent) return;
    const path = messagesPaths.message(this.groupUuid, sent.number);
    await this.ask('edit', 'PATCH', path, { userUuid: sent.senderUuid, text: `${sent.text}, edited` });
  }

  private anybody(): Person {
    return this.people[this.random.below(this.people.length)]!;
  }

  /** @returns the answer, if it is done. */
  private async ask(what: string, method: Method, path: string, body: object): Promise<unknown> {
    const answer = await this.exchange(method, path, body);
    if (!answer) {
      this.unanswered += 1;
      return undefined;
    }
    if (answer.status === 200) {
      this.done.set(what, (this.done.get(what) ?? 0) + 1);
      return answer.body;
    }
    const { codes = [] } = answer.body as { codes?: string[] };
    if (answer.status !== 503 && !codes.every((code) => REFUSALS.has(code))) {
      this.odd.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return undefined;
  }

  private async exchange(method: Method, path: string, body: object) {
    try {
      const answer = await request(`${this.url()}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        headersTimeout: 20_000,
      });
      return { status: answer.statusCode, body: JSON.parse(await answer.body.text()) as unknown };
    } catch {
      return undefined;
    }
  }
}
