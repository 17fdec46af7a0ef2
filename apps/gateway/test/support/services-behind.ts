import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import {
  type Account,
  headersOfPage,
  type Message,
  type PagesBeside,
  type Person,
  type PresentedMessage,
  type PresentedMessageGroup,
  type PresentedSentMessage,
  type Profile,
  presentOneMessage,
  presentPerson,
  type SendMessageRequest,
  type SentMessage,
  type StartConversationRequest,
  userPrefixQuery,
} from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { answerInPublicForm, type PublicAnswers } from './public-answers';
import { refuse } from './refuse';

export const newPerson = (handle: string, displayName: string): Person => ({
  uuid: randomUUID(),
  handle,
  displayName,
});

interface Received {
  method: string;
  url: string;
  body: unknown;
}

/**
 * The users and messages services as the gateway sees them: real HTTP servers that follow their contracts, record what
 * they are asked, and answer what a test has put there.
 */
export class ServicesBehind {
  readonly andrew = newPerson('andrewbrown', 'Andrew Brown');
  readonly bayko = newPerson('bayko', 'Andrew Bayko');
  readonly groupUuid = randomUUID();
  readonly received: Received[] = [];
  /** What they were sent and nobody waited for any more before it was answered. */
  readonly givenUp: string[] = [];
  /** Cognito ids of the users. */
  readonly subjects = new Map<string, Account>([['sub-andrew', this.andrew]]);
  messagePage: PagesBeside & { messages: PresentedMessage[] } = { messages: [] };
  groupPage: PagesBeside & { groups: PresentedMessageGroup[] } = { groups: [] };
  /** The one message that is asked for or changed, whatever its number. */
  oneMessage: PresentedSentMessage = presentOneMessage(this.message(7));
  /** What the messages service answers where it keeps no state here, by the last part of the path. */
  readonly answers: PublicAnswers = {
    history: [{ revision: 0, message: 'message 7', created_at: '2026-11-24T10:00:00.000Z' }],
    reactions: [{ emoji: '👍', count: 1, user_uuids: [this.bayko.uuid] }],
    changes: { entries: [], revisions: [], has_more: false },
    members: [
      { ...presentPerson(this.andrew), owner: true },
      { ...presentPerson(this.bayko), owner: false },
    ],
    receipts: [{ uuid: this.bayko.uuid, last_read_number: 5, last_received_number: 7 }],
    unread: {
      ...{ messages: 2, conversations: 1, more: false },
      muted: { messages: 100, conversations: 1, more: true },
    },
    settings: { receipts: true, accepts: 'everybody' },
    blocks: [{ ...presentPerson(this.bayko), created_at: '2026-11-24T10:00:00.000Z' }],
  };
  readonly profile: Profile = {
    ...this.andrew,
    email: 'andrew@example.com',
    bio: null,
    createdAt: '2026-11-24T10:00:00.000Z',
  };
  /** Whose handle begins so, whatever a gateway asks for. */
  peopleFound: Person[] = [];
  /** Of everybody whose public profile is asked for. */
  bio: string | null = null;
  /** When set, the messages service refuses every request with it. */
  refusal: ErrorCode | { code: ErrorCode; retryAfter: number } | undefined;
  /** Until it resolves, no service answers, but for signs of life. */
  held: Promise<void> = Promise.resolve();
  messagesUrl = '';
  usersUrl = '';
  readonly users = this.createUsers();
  readonly messages = this.createMessages();

  async start(): Promise<this> {
    this.usersUrl = await this.users.listen({ port: 0, host: '127.0.0.1' });
    this.messagesUrl = await this.messages.listen({ port: 0, host: '127.0.0.1' });
    return this;
  }

  async stop(): Promise<void> {
    await Promise.all([this.users.close(), this.messages.close()]);
  }

  /** What a service was sent under `path`. */
  sentTo(path: string): Received[] {
    return this.received.filter(({ url }) => url.startsWith(path));
  }

  message(number: number, text = `message ${number}`): Message {
    return {
      uuid: randomUUID(),
      groupUuid: this.groupUuid,
      number,
      text,
      sender: this.andrew,
      createdAt: '2026-11-24T10:00:00.000Z',
    };
  }

  group(lastNumber: number, lastReadNumber: number): PresentedMessageGroup {
    return {
      uuid: this.groupUuid,
      display_name: this.bayko.displayName,
      handle: this.bayko.handle,
      message: 'the last message',
      created_at: '2026-11-24T10:00:00.000Z',
      last_number: lastNumber,
      last_read_number: lastReadNumber,
      last_received_number: lastReadNumber,
      unread_count: lastNumber - lastReadNumber,
      revision: 0,
      kind: 'pair',
      name: null,
      last_kind: 'message',
      member_count: 2,
      left: false,
      members: [presentPerson(this.bayko)],
      muted_until: null,
      archived: false,
      pinned_at: null,
    };
  }

  /** A group by its name, whose last entry says who is in it. */
  station(made: Partial<PresentedMessageGroup> = {}): PresentedMessageGroup {
    return {
      ...this.group(1, 1),
      display_name: 'Station',
      handle: '',
      message: '',
      kind: 'group',
      name: 'Station',
      last_kind: 'created',
      member_count: 3,
      ...made,
    };
  }

  private createUsers(): FastifyInstance {
    const server = this.createServer();
    server.get<{ Params: { id: string } }>('/users/by-cognito-id/:id', (request, reply) => {
      return this.subjects.get(request.params.id) ?? refuse(reply, 404, 'user_not_found');
    });
    server.get<{ Params: { handle: string } }>('/users/by-handle/:handle', (request, reply) => {
      return this.called(request.params.handle) ?? refuse(reply, 404, 'user_not_found');
    });
    server.get<{ Params: { handle: string } }>('/users/by-handle/:handle/profile', (request, reply) => {
      const known = this.called(request.params.handle);
      return known ? { ...known, bio: this.bio } : refuse(reply, 404, 'user_not_found');
    });
    server.get('/users', (request, reply) =>
      userPrefixQuery.safeParse(request.query).success ? this.peopleFound : refuse(reply, 400, 'request_malformed'),
    );
    server.get<{ Params: { uuid: string } }>('/users/:uuid/profile', (request, reply) =>
      request.params.uuid === this.andrew.uuid ? this.profile : refuse(reply, 404, 'user_not_found'),
    );
    server.put<{ Body: { displayName?: unknown; bio?: unknown } }>('/users/:uuid/profile', (request, reply) => {
      if (typeof request.body.displayName === 'object') return refuse(reply, 422, 'display_name_malformed');
      if (!request.body.displayName) return refuse(reply, 422, 'display_name_blank', 'bio_malformed');
      return { ...this.profile, ...request.body };
    });
    return server;
  }

  private called(handle: string): Person | undefined {
    return [this.andrew, this.bayko].find((person) => person.handle === handle);
  }

  private createMessages(): FastifyInstance {
    const server = this.createServer();
    const path = '/conversations/:group/messages';
    server.addHook('preHandler', async (_request, reply) => {
      if (typeof this.refusal === 'string') await reply.send(refuse(reply, 500, this.refusal));
      else if (this.refusal) await reply.send({ ...refuse(reply, 500, this.refusal.code), ...this.refusal });
    });
    server.get<{ Params: { group: string } }>('/conversations/:group/public-messages', (request, reply) => {
      if (!this.isOurs(request.params.group)) return refuse(reply, 404, 'message_group_not_found');
      reply.headers(headersOfPage(this.messagePage));
      return this.messagePage.messages;
    });
    server.post<{ Params: { group: string }; Body: SendMessageRequest }>(path, (request, reply) =>
      this.isOurs(request.params.group) ? this.sent(7, request.body) : refuse(reply, 404, 'message_group_not_found'),
    );
    server.post<{ Body: StartConversationRequest }>('/conversations', (request, reply) =>
      request.body.recipientHandle === this.bayko.handle
        ? this.sent(1, request.body)
        : refuse(reply, 422, 'user_reciever_handle_unknown'),
    );
    for (const list of ['public-message-groups', 'message-requests']) {
      server.get(`/users/:user/${list}`, (_request, reply) => {
        reply.headers(headersOfPage(this.groupPage));
        return this.groupPage.groups;
      });
    }
    server.get('/users/:user/live-rows', () => []);
    server.get<{ Params: { group: string } }>('/conversations/:group/member-uuids', (request, reply) =>
      this.isOurs(request.params.group)
        ? [this.andrew.uuid, this.bayko.uuid]
        : refuse(reply, 404, 'message_group_not_found'),
    );
    answerInPublicForm(server, this);
    return server;
  }

  private sent(number: number, { text, replyTo }: SendMessageRequest): SentMessage {
    const message = this.message(number, text);
    return replyTo === undefined ? message : { ...message, replyTo, quoted: this.message(replyTo) };
  }

  isOurs(group: string): boolean {
    return group === this.groupUuid;
  }

  private createServer(): FastifyInstance {
    const server = fastify();
    server.get('/health/live', () => ({ status: 'ok' }));
    server.addHook('preHandler', async (request, reply) => {
      if (request.url === '/health/live') return;
      this.received.push({ method: request.method, url: request.url, body: request.body });
      reply.raw.once('close', () => reply.raw.writableFinished || this.givenUp.push(request.url));
      await this.held;
    });
    return server;
  }
}
