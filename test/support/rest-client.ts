import { Pool } from 'undici';

export interface GroupBody {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
  last_number: number;
  last_read_number: number;
  unread_count: number;
}

export interface MessageBody {
  uuid: string;
  display_name: string;
  handle: string;
  message: string;
  created_at: string;
  number: number;
}

export interface SentMessageBody extends MessageBody {
  message_group_uuid: string;
}

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

/** The gateway's REST API as one signed-in user calls it. */
export class RestClient {
  private readonly pool: Pool;

  constructor(
    gatewayUrl: string,
    private readonly token: string,
    options: { connections?: number } = {},
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
    return this.call('POST', '/api/messages', { message, message_group_uuid: groupUuid }, sendKey);
  }

  start(handle: string, message: string, sendKey?: string): Promise<Answer<SentMessageBody>> {
    return this.call('POST', '/api/messages', { message, handle }, sendKey);
  }

  markRead(groupUuid: string, number: number): Promise<Answer<{ uuid: string; last_read_number: number }>> {
    return this.call('PUT', `/api/message_groups/${groupUuid}/read`, { number });
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

  private async call<Body>(method: string, path: string, body?: unknown, sendKey?: string): Promise<Answer<Body>> {
    const answer = await this.pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(sendKey !== undefined && { 'idempotency-key': sendKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: (await answer.body.json()) as Body };
  }
}
