import * as client from '@cruddur/client';
import { Pool } from 'undici';
import { documentedFetch } from './contract/documented-fetch';
import { pooledFetch } from './pooled-fetch';

export type GroupBody = client.MessageGroup;
export type MessageBody = client.Message;
export type SentMessageBody = client.SentMessage;
export type ProfileBody = client.Profile;
export type PersonBody = client.ShortUser;

export interface Answer<Body> {
  status: number;
  /** Of a failure, its codes; `{}` where it is not known who asks. */
  body: Body;
  headers: Record<string, string | undefined>;
}

/** As long as a stack may take that is busy with other tests. */
const TIMEOUT_MS = 60_000;

/**
 * The product's client, as one signed-in user has it, where a test looks at failures as it does at successes. An answer
 * that is not documented is an error, unless the check would be measured too.
 */
export class RestClient {
  private readonly pool: Pool;
  readonly client: client.CruddurClient;

  constructor(url: string, token: string, options: { connections?: number; isChecked?: boolean } = {}) {
    const { connections = 64, isChecked = true } = options;
    this.pool = new Pool(url, { connections, headersTimeout: TIMEOUT_MS });
    const fetch = pooledFetch(this.pool);
    this.client = new client.CruddurClient({
      url,
      token: () => token,
      timeoutMs: TIMEOUT_MS,
      fetch: (isChecked ? documentedFetch(fetch) : fetch) as typeof globalThis.fetch,
    });
  }

  /** The query as a link has it, or a test that means no good. */
  groups(query = ''): Promise<Answer<GroupBody[]>> {
    return answered(this.client.listMessageGroups(named(query)));
  }

  messages(groupUuid: string, query = ''): Promise<Answer<MessageBody[]>> {
    return answered(this.client.readMessages({ message_group_uuid: groupUuid, ...named(query) }));
  }

  send(groupUuid: string, message: string, sendKey?: string): Promise<Answer<SentMessageBody>> {
    const body = { message, message_group_uuid: groupUuid };
    return answered(this.client.sendMessage({ 'Idempotency-Key': sendKey, body }));
  }

  reply(groupUuid: string, message: string, number: number): Promise<Answer<SentMessageBody>> {
    return answered(this.client.sendMessage({ body: { message, message_group_uuid: groupUuid, reply_to: number } }));
  }

  start(handle: string, message: string, sendKey?: string): Promise<Answer<SentMessageBody>> {
    return answered(this.client.sendMessage({ 'Idempotency-Key': sendKey, body: { message, handle } }));
  }

  message(groupUuid: string, number: number): Promise<Answer<SentMessageBody>> {
    return answered(this.client.readMessage({ message_group_uuid: groupUuid, number }));
  }

  edit(groupUuid: string, number: number, message: string, ifMatch?: string): Promise<Answer<SentMessageBody>> {
    const request = { message_group_uuid: groupUuid, number, 'If-Match': ifMatch, body: { message } };
    return answered(this.client.editMessage(request));
  }

  delete(groupUuid: string, number: number, ifMatch?: string): Promise<Answer<SentMessageBody>> {
    return answered(this.client.deleteMessage({ message_group_uuid: groupUuid, number, 'If-Match': ifMatch }));
  }

  react(groupUuid: string, number: number, emoji: string): Promise<Answer<SentMessageBody>> {
    return answered(this.client.react({ message_group_uuid: groupUuid, number, emoji }));
  }

  unreact(groupUuid: string, number: number, emoji: string): Promise<Answer<SentMessageBody>> {
    return answered(this.client.takeBackReaction({ message_group_uuid: groupUuid, number, emoji }));
  }

  reactors(groupUuid: string, number: number): Promise<Answer<client.Reactors[]>> {
    return answered(this.client.readReactions({ message_group_uuid: groupUuid, number }));
  }

  history(groupUuid: string, number: number): Promise<Answer<client.Version[]>> {
    return answered(this.client.readHistory({ message_group_uuid: groupUuid, number }));
  }

  changes(groupUuid: string, after: client.Place, limit = 50): Promise<Answer<client.Changes<MessageBody>>> {
    const place = { after_number: after.number, after_revision: after.revision };
    return answered(this.client.readChanges({ message_group_uuid: groupUuid, ...place, limit }));
  }

  startGroup(group: object, startKey?: string): Promise<Answer<GroupBody>> {
    return answered(this.client.startGroup({ 'Idempotency-Key': startKey, body: group as client.GroupToStart }));
  }

  members(groupUuid: string): Promise<Answer<client.Members>> {
    return answered(this.client.readMembers({ message_group_uuid: groupUuid }));
  }

  add(groupUuid: string, handle: string): Promise<Answer<GroupBody>> {
    return answered(this.client.addMember({ message_group_uuid: groupUuid, handle }));
  }

  /** Of oneself: leaves. */
  remove(groupUuid: string, handle: string): Promise<Answer<GroupBody>> {
    return answered(this.client.removeMember({ message_group_uuid: groupUuid, handle }));
  }

  rename(groupUuid: string, name: unknown): Promise<Answer<GroupBody>> {
    return answered(this.client.renameGroup({ message_group_uuid: groupUuid, body: { name: name as string } }));
  }

  handOver(groupUuid: string, handle: unknown): Promise<Answer<GroupBody>> {
    return answered(this.client.handOverGroup({ message_group_uuid: groupUuid, body: { handle: handle as string } }));
  }

  group(groupUuid: string): Promise<Answer<GroupBody>> {
    return answered(this.client.readMessageGroup({ message_group_uuid: groupUuid }));
  }

  markRead(groupUuid: string, number: number, force?: boolean): Promise<Answer<client.ReadMarker>> {
    return answered(this.client.markRead({ message_group_uuid: groupUuid, body: { number, force } }));
  }

  markReceived(groupUuid: string, number: number): Promise<Answer<client.ReceivedMarker>> {
    return answered(this.client.markReceived({ message_group_uuid: groupUuid, body: { number } }));
  }

  receipts(groupUuid: string): Promise<Answer<client.Receipt[]>> {
    return answered(this.client.readReceipts({ message_group_uuid: groupUuid }));
  }

  choose(groupUuid: string, choice: 'mute' | 'archive' | 'pin', body: object = {}): Promise<Answer<GroupBody>> {
    const call = `${choice}MessageGroup` as const;
    return answered(this.client[call]({ message_group_uuid: groupUuid, body: { ...body } }));
  }

  undo(groupUuid: string, choice: 'mute' | 'archive' | 'pin'): Promise<Answer<GroupBody>> {
    return answered(this.client[`un${choice}MessageGroup` as const]({ message_group_uuid: groupUuid }));
  }

  unread(): Promise<Answer<client.Unread>> {
    return answered(this.client.readUnread());
  }

  settings(): Promise<Answer<client.Settings>> {
    return answered(this.client.readSettings());
  }

  changeSettings(change: client.SettingsToChange): Promise<Answer<client.Settings>> {
    return answered(this.client.changeSettings({ body: change }));
  }

  blocks(): Promise<Answer<client.Blocks>> {
    return answered(this.client.listBlocks());
  }

  block(handle: string): Promise<Answer<client.Block>> {
    return answered(this.client.block({ handle }));
  }

  unblock(handle: string): Promise<Answer<PersonBody>> {
    return answered(this.client.unblock({ handle }));
  }

  requests(query = ''): Promise<Answer<GroupBody[]>> {
    return answered(this.client.listMessageRequests(named(query)));
  }

  acceptRequest(groupUuid: string): Promise<Answer<GroupBody>> {
    return answered(this.client.acceptMessageRequest({ message_group_uuid: groupUuid }));
  }

  declineRequest(groupUuid: string): Promise<Answer<GroupBody>> {
    return answered(this.client.declineMessageRequest({ message_group_uuid: groupUuid }));
  }

  report(groupUuid: string, number: number, reason: string, reportKey?: string): Promise<Answer<client.Report>> {
    const request = { message_group_uuid: groupUuid, number, 'Idempotency-Key': reportKey, body: { reason } };
    return answered(this.client.reportMessage(request));
  }

  profile(): Promise<Answer<ProfileBody>> {
    return answered(this.client.readProfile());
  }

  updateProfile(change: client.ProfileUpdate): Promise<Answer<ProfileBody>> {
    return answered(this.client.updateProfile({ body: change }));
  }

  person(handle: string): Promise<Answer<client.PublicProfile>> {
    return answered(this.client.readPublicProfile({ handle }));
  }

  people(prefix: string): Promise<Answer<PersonBody[]>> {
    return answered(this.client.searchUsers({ prefix }));
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

/** A failure as an answer too; an error where there was none. */
async function answered<Body>(call: Promise<client.Answer<Body>>): Promise<Answer<Body>> {
  try {
    const { status, headers, body } = await call;
    return { status, headers: Object.fromEntries(headers), body };
  } catch (error) {
    if (!(error instanceof client.CruddurError) || error.status === 0) throw (error as Error).cause ?? error;
    const { status, headers, codes } = error;
    return { status, headers: Object.fromEntries(headers ?? []), body: (status === 401 ? {} : codes) as Body };
  }
}

/** A test may ask what the types would not let it. */
const named = (query: string): Record<string, never> =>
  Object.fromEntries(new URLSearchParams(query)) as Record<string, never>;
