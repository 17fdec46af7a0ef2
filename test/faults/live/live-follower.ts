import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '@app/common/contracts';
import { EventReader } from '../../support/event-reader';
import type { GroupBody, RestClient } from '../../support/rest-client';

interface Place {
  number: number;
  revision: number;
}

export interface FollowerOptions {
  /** Where it lists, and reads what a state names. */
  client: RestClient;
  /** Asked again when the one that it gave has expired. */
  token: () => Promise<string>;
  /** Where it may follow: it goes to the next where one does not answer. */
  urls: () => string[];
}

const PAUSE_MS = 10;

/**
 * A client that goes on by its cursor wherever it can, and the ledger of what it has been told: each message and change
 * once and in order, or a state that names the conversation, whose changes it then reads.
 */
export class LiveFollower {
  /** What was told twice, or without what is before it. */
  readonly wrong: string[] = [];
  told = 0;
  read = 0;
  opened = 0;
  /** Why streams said that they end. */
  readonly ends: string[] = [];
  /** What its present stream said last of itself. */
  isBehind = true;
  /** Where it follows now, or did last. */
  url = '';
  cursor: string | undefined;
  private token: string | undefined;
  /** By conversation the uuid of each message by its number. */
  private readonly messages = new Map<string, Map<number, string>>();
  private readonly places = new Map<string, Place>();
  private listed = new Map<string, Place>();
  private readonly toldOnce = new Set<string>();
  private following: Promise<void> = Promise.resolve();
  private isStopped = true;

  constructor(private readonly options: FollowerOptions) {}

  /** What it has from here on is told. */
  async list(): Promise<void> {
    const { headers, body } = await this.options.client.groups();
    this.cursor = headers['event-cursor'];
    for (const { uuid, last_number, revision } of body) this.places.set(uuid, { number: last_number, revision });
    this.listed = new Map(this.places);
  }

  start(): void {
    this.isStopped = false;
    this.following = this.follow().catch((error: unknown) => void this.wrong.push(String(error)));
  }

  /** Ends its connection; what it has not taken by then is told to it again. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.following;
  }

  placeIn(groupUuid: string): Place {
    return this.places.get(groupUuid) ?? { number: 0, revision: 0 };
  }

  /** Whether it has a message, in its list or by what came after. */
  has({ groupUuid, number, uuid }: { groupUuid: string; number: number; uuid: string }): boolean {
    const isListed = number <= (this.listed.get(groupUuid)?.number ?? 0);
    return isListed || this.messages.get(groupUuid)?.get(number) === uuid;
  }

  /** The last that it was told of a conversation, in whichever way. */
  lastOf(groupUuid: string): number {
    return Math.max(0, ...(this.messages.get(groupUuid)?.keys() ?? []));
  }

  private async follow(): Promise<void> {
    while (!this.isStopped) {
      const reader = await this.open();
      if (!reader) continue;
      for (let taken = 0; !this.isStopped;) {
        const event = reader.events[taken];
        if (event) {
          taken += 1;
          await this.take(event);
          this.cursor = event.id;
        } else if (reader.isOpen) await sleep(PAUSE_MS);
        else break;
      }
      reader.close();
    }
  }

  private async open(): Promise<EventReader | undefined> {
    for (const url of this.options.urls()) {
      this.token ??= await this.options.token();
      const opening = EventReader.open({ url, token: this.token, since: this.cursor });
      const reader = await opening.catch((error: Error) => this.goElsewhere(error));
      if (!reader) continue;
      this.opened += 1;
      this.isBehind = true;
      this.url = url;
      return reader;
    }
    await sleep(PAUSE_MS);
    return undefined;
  }

  /** A gateway that is away, or is not yet what it will be, is no answer; a refused cursor is one. */
  private goElsewhere({ message }: Error): undefined {
    if (message.startsWith('401')) this.token = undefined;
    else if (message.startsWith('4')) throw new Error(message);
  }

  private async take({ event, data }: LiveEvent): Promise<void> {
    switch (event) {
      case 'message':
        this.takeOnce(data.message_group_uuid, 'number', data.number);
        return this.keep(data.message_group_uuid, data);
      case 'message_edited':
      case 'message_deleted':
      case 'reaction':
        return this.takeOnce(data.message_group_uuid, 'revision', data.revision);
      case 'message_group':
        return this.catchUp({ uuid: data.uuid, last_number: data.last_number, revision: data.revision });
      case 'state':
        if (data.read === 'all')
          for (const group of (await this.options.client.groups()).body) await this.catchUp(group);
        return;
      case 'heartbeat':
        this.isBehind = data.behind;
        return;
      case 'bye':
        this.ends.push(data.reason);
        if (data.reason === 'token') this.token = undefined;
    }
  }

  private takeOnce(groupUuid: string, what: keyof Place, value: number): void {
    const key = `${what} ${value} of ${groupUuid}`;
    const place = this.placeIn(groupUuid);
    if (this.toldOnce.has(key)) this.wrong.push(`${key}: told twice`);
    if (value > place[what] + 1) this.wrong.push(`${key}: told behind ${place[what]}`);
    this.toldOnce.add(key);
    this.told += 1;
    this.places.set(groupUuid, { ...place, [what]: Math.max(place[what], value) });
  }

  private async catchUp({ uuid, last_number, revision }: Pick<GroupBody, 'uuid' | 'last_number' | 'revision'>) {
    for (let hasMore = true; hasMore;) {
      const place = this.placeIn(uuid);
      if (last_number <= place.number && revision <= place.revision) return;
      const { status, body } = await this.options.client.changes(uuid, place);
      if (status !== 200) throw new Error(`no changes: ${status} ${JSON.stringify(body)}`);
      for (const entry of body.entries) this.keep(uuid, entry);
      this.read += body.entries.length + body.revisions.length;
      this.places.set(uuid, {
        number: body.entries.at(-1)?.number ?? place.number,
        revision: body.revisions.at(-1)?.revision ?? place.revision,
      });
      hasMore = body.has_more;
    }
  }

  private keep(groupUuid: string, { number, uuid }: { number: number; uuid: string }): void {
    const messages = this.messages.get(groupUuid) ?? new Map<number, string>();
    this.messages.set(groupUuid, messages.set(number, uuid));
  }
}
