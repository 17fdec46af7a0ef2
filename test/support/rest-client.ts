import type {
  PresentedBlock,
  PresentedChanges,
  PresentedMember,
  PresentedMessage,
  PresentedMessageGroup,
  PresentedReactors,
  PresentedReceipt,
  PresentedReport,
  PresentedSentMessage,
  PresentedSettings,
  PresentedUnread,
  PresentedVersion,
} from '@app/common/contracts';
import { type Dispatcher, Pool } from 'undici';
import { DocumentedAnswers } from './contract/documented-answers';

export type GroupBody = PresentedMessageGroup;
export type MessageBody = PresentedMessage;
export type SentMessageBody = PresentedSentMessage;

export interface ProfileBody {
  uuid: string;
  handle: string;
  display_name: string;
  email: string;
  bio: string | null;
  created_at: string;
}

export interface PersonBody {
  uuid: string;
  handle: string;
  display_name: string;
}

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Record<string, string | string[] | undefined>;
}

const documented = new DocumentedAnswers();

/**
 * The gateway's REST API as one signed-in user calls it. An answer that is not documented is an error, unless the check
 * would be measured too.
 */
export class RestClient {
  private readonly pool: Pool;

  constructor(
    gatewayUrl: string,
    private readonly token: string,
    private readonly options: { connections?: number; isChecked?: boolean } = {},
  ) {
    this.pool = new Pool(gatewayUrl, { connections: options.connections ?? 64, headersTimeout: 60_000 });
  }

  groups(query = ''): Promise<Answer<GroupBody[]>> {
    return this.call('GET', `/api/message_groups${query}`);
  }

  messages(groupUuid: string, query = ''): Promise<Answer<MessageBody[]>> {
    return this.call('GET', `/api/messages/${groupUuid}${query}`);
  }

  send(groupUuid: string, message: string, sendKey?: string): Promise<Answer<SentMessageBody>> {
    return this.call('POST', '/api/messages', { message, message_group_uuid: groupUuid }, withSendKey(sendKey));
  }

  reply(groupUuid: string, message: string, number: number): Promise<Answer<SentMessageBody>> {
    return this.call('POST', '/api/messages', { message, message_group_uuid: groupUuid, reply_to: number });
  }

  start(handle: string, message: string, sendKey?: string): Promise<Answer<SentMessageBody>> {
    return this.call('POST', '/api/messages', { message, handle }, withSendKey(sendKey));
  }

  message(groupUuid: string, number: number): Promise<Answer<SentMessageBody>> {
    return this.call('GET', messagePath(groupUuid, number));
  }

  edit(groupUuid: string, number: number, message: string, ifMatch?: string): Promise<Answer<SentMessageBody>> {
    return this.call('PATCH', messagePath(groupUuid, number), { message }, onlyIf(ifMatch));
  }

  delete(groupUuid: string, number: number, ifMatch?: string): Promise<Answer<SentMessageBody>> {
    return this.call('DELETE', messagePath(groupUuid, number), undefined, onlyIf(ifMatch));
  }

  react(groupUuid: string, number: number, emoji: string): Promise<Answer<SentMessageBody>> {
    return this.call('PUT', `${messagePath(groupUuid, number)}/reactions/${encodeURIComponent(emoji)}`);
  }

  unreact(groupUuid: string, number: number, emoji: string): Promise<Answer<SentMessageBody>> {
    return this.call('DELETE', `${messagePath(groupUuid, number)}/reactions/${encodeURIComponent(emoji)}`);
  }

  reactors(groupUuid: string, number: number): Promise<Answer<PresentedReactors[]>> {
    return this.call('GET', `${messagePath(groupUuid, number)}/reactions`);
  }

  history(groupUuid: string, number: number): Promise<Answer<PresentedVersion[]>> {
    return this.call('GET', `${messagePath(groupUuid, number)}/history`);
  }

  changes(
    groupUuid: string,
    after: { number: number; revision: number },
    limit = 50,
  ): Promise<Answer<PresentedChanges>> {
    const query = `after_number=${after.number}&after_revision=${after.revision}&limit=${limit}`;
    return this.call('GET', `/api/messages/${groupUuid}/changes?${query}`);
  }

  startGroup(group: object, startKey?: string): Promise<Answer<GroupBody>> {
    return this.call('POST', '/api/message_groups', group, withSendKey(startKey));
  }

  members(groupUuid: string): Promise<Answer<PresentedMember[]>> {
    return this.call('GET', `${groupPath(groupUuid)}/members`);
  }

  add(groupUuid: string, handle: string): Promise<Answer<GroupBody>> {
    return this.call('PUT', memberPath(groupUuid, handle));
  }

  /** Of oneself: leaves. */
  remove(groupUuid: string, handle: string): Promise<Answer<GroupBody>> {
    return this.call('DELETE', memberPath(groupUuid, handle));
  }

  rename(groupUuid: string, name: unknown): Promise<Answer<GroupBody>> {
    return this.call('PATCH', groupPath(groupUuid), { name });
  }

  handOver(groupUuid: string, handle: unknown): Promise<Answer<GroupBody>> {
    return this.call('PUT', `${groupPath(groupUuid)}/owner`, { handle });
  }

  group(groupUuid: string): Promise<Answer<GroupBody>> {
    return this.call('GET', groupPath(groupUuid));
  }

  markRead(
    groupUuid: string,
    number: number,
    force?: boolean,
  ): Promise<Answer<{ uuid: string; last_read_number: number }>> {
    return this.call('PUT', `${groupPath(groupUuid)}/read`, { number, ...(force !== undefined && { force }) });
  }

  markReceived(groupUuid: string, number: number): Promise<Answer<{ uuid: string; last_received_number: number }>> {
    return this.call('PUT', `${groupPath(groupUuid)}/received`, { number });
  }

  receipts(groupUuid: string): Promise<Answer<PresentedReceipt[]>> {
    return this.call('GET', `${groupPath(groupUuid)}/receipts`);
  }

  choose(groupUuid: string, choice: 'mute' | 'archive' | 'pin', body: object = {}): Promise<Answer<GroupBody>> {
    return this.call('PUT', `${groupPath(groupUuid)}/${choice}`, body);
  }

  undo(groupUuid: string, choice: 'mute' | 'archive' | 'pin'): Promise<Answer<GroupBody>> {
    return this.call('DELETE', `${groupPath(groupUuid)}/${choice}`);
  }

  unread(): Promise<Answer<PresentedUnread>> {
    return this.call('GET', '/api/message_groups/unread');
  }

  settings(): Promise<Answer<PresentedSettings>> {
    return this.call('GET', '/api/settings');
  }

  changeSettings(change: Partial<PresentedSettings>): Promise<Answer<PresentedSettings>> {
    return this.call('PUT', '/api/settings', change);
  }

  blocks(): Promise<Answer<PresentedBlock[]>> {
    return this.call('GET', '/api/blocks');
  }

  block(handle: string): Promise<Answer<PresentedBlock>> {
    return this.call('PUT', `/api/blocks/@${encodeURIComponent(handle)}`);
  }

  unblock(handle: string): Promise<Answer<PersonBody>> {
    return this.call('DELETE', `/api/blocks/@${encodeURIComponent(handle)}`);
  }

  requests(query = ''): Promise<Answer<GroupBody[]>> {
    return this.call('GET', `/api/message_requests${query}`);
  }

  acceptRequest(groupUuid: string): Promise<Answer<GroupBody>> {
    return this.call('PUT', `/api/message_requests/${groupUuid}`);
  }

  declineRequest(groupUuid: string): Promise<Answer<GroupBody>> {
    return this.call('DELETE', `/api/message_requests/${groupUuid}`);
  }

  report(groupUuid: string, number: number, reason: string, reportKey?: string): Promise<Answer<PresentedReport>> {
    return this.call('POST', `${messagePath(groupUuid, number)}/report`, { reason }, withSendKey(reportKey));
  }

  profile(): Promise<Answer<ProfileBody>> {
    return this.call('GET', '/api/profile');
  }

  updateProfile(change: { display_name?: string; bio?: string | null }): Promise<Answer<ProfileBody>> {
    return this.call('POST', '/api/profile/update', change);
  }

  person(handle: string): Promise<Answer<PersonBody & { bio: string | null }>> {
    return this.call('GET', `/api/users/@${encodeURIComponent(handle)}`);
  }

  people(prefix: string): Promise<Answer<PersonBody[]>> {
    return this.call('GET', `/api/users?prefix=${encodeURIComponent(prefix)}`);
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async call<Body>(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
    conditions: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const answer = await this.pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...conditions,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { statusCode: status, headers } = answer;
    const text = await answer.body.text();
    if (this.options.isChecked ?? true) {
      const deviation = documented.deviation({ method, path, status, headers, body: text });
      if (deviation !== undefined) throw new Error(`not as documented: ${deviation}`);
    }
    return { status, headers, body: JSON.parse(text) as Body };
  }
}

const groupPath = (groupUuid: string): string => `/api/message_groups/${groupUuid}`;

const memberPath = (groupUuid: string, handle: string): string =>
  `${groupPath(groupUuid)}/members/@${encodeURIComponent(handle)}`;

const messagePath = (groupUuid: string, number: number): string => `/api/messages/${groupUuid}/${number}`;

const withSendKey = (sendKey: string | undefined): Record<string, string> =>
  sendKey === undefined ? {} : { 'idempotency-key': sendKey };

const onlyIf = (tag: string | undefined): Record<string, string> => (tag === undefined ? {} : { 'if-match': tag });
