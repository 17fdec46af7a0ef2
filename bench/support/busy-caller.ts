import { range } from '../../test/support/range';
import { type Answer, RestClient } from '../../test/support/rest-client';
import type { StackGround } from '../../test/support/stack-ground';
import { addUsers } from './add-users';
import { ListWatch } from './list-watch';
import { SIXTY_BYTES } from './texts';

const PAGE = 50;
const MORE_MESSAGES = 60;

/** One who has as many conversations as a page of the list shows, and in the first more messages than a page has. */
export class BusyCaller {
  private readonly groups: string[] = [];
  private readonly lastNumbers: number[] = [];
  private readonly watch: ListWatch;

  private constructor(private readonly client: RestClient) {
    this.watch = new ListWatch(client);
  }

  /** The apps of the ground run. */
  static async on(ground: StackGround): Promise<BusyCaller> {
    const token = await ground.token('andrewbrown');
    const caller = new BusyCaller(new RestClient(ground.gatewayUrl, token, { isChecked: false }));
    for (const handle of await addUsers(ground.environment['DATABASE_URL']!, PAGE)) {
      const { body } = await caller.client.start(handle, SIXTY_BYTES);
      caller.groups.push(body.message_group_uuid);
      caller.lastNumbers.push(body.number);
    }
    for (const _ of range(MORE_MESSAGES)) await caller.send(0);
    await caller.settled();
    return caller;
  }

  /** Into a conversation of this worker's own. */
  async send(worker: number): Promise<void> {
    const { status, body } = await this.client.send(this.groups[worker]!, SIXTY_BYTES);
    if (status !== 200) throw new Error(`a send was answered ${status} ${JSON.stringify(body)}`);
    this.lastNumbers[worker] = body.number;
  }

  async page(): Promise<unknown[]> {
    return wholePage(await this.client.messages(this.groups[0]!, `?limit=${PAGE}`));
  }

  async list(): Promise<unknown[]> {
    return wholePage(await this.client.groups(`?limit=${PAGE}`));
  }

  /** Resolves when the list shows all that was sent. */
  async settled(): Promise<void> {
    await Promise.all(this.groups.map((group, i) => this.watch.shows(group, this.lastNumbers[i]!)));
  }
}

function wholePage({ status, body }: Answer<unknown[]>): unknown[] {
  if (status !== 200 || body.length !== PAGE) throw new Error(`a read was answered ${status}, ${body.length} long`);
  return body;
}
