import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  archiveRequest,
  blockRequest,
  changeSettingsRequest,
  deleteMessageRequest,
  editMessageRequest,
  ENTITY_REVISION_HEADER,
  handOverRequest,
  markReadRequest,
  markReceivedRequest,
  memberRequest,
  muteRequest,
  type PresentedBlock,
  type PresentedChanges,
  type PresentedMember,
  type PresentedMessageGroup,
  type PresentedReactors,
  type PresentedReceipt,
  type PresentedSentMessage,
  type PresentedSettings,
  type PresentedUnread,
  type PresentedVersion,
  reactionRequest,
  readChangesQuery,
  readOneQuery,
  renameGroupRequest,
  reportRequest,
  startGroupRequest,
} from '@app/common/contracts';
import { refuse } from './refuse';

export interface PublicAnswers {
  history: PresentedVersion[];
  reactions: PresentedReactors[];
  changes: PresentedChanges;
  members: PresentedMember[];
  receipts: PresentedReceipt[];
  unread: PresentedUnread;
  settings: PresentedSettings;
  blocks: PresentedBlock[];
}

interface Behind {
  oneMessage: PresentedSentMessage;
  answers: PublicAnswers;
  isOurs: (group: string) => boolean;
  group: (lastNumber: number, lastReadNumber: number) => PresentedMessageGroup;
  station: (made?: Partial<PresentedMessageGroup>) => PresentedMessageGroup;
}

type OfGroup = FastifyRequest<{ Params: { group: string } }>;

/** What does not follow a contract is answered 500, which no test takes for an answer. */
const read = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => schema.parse(value);

/** The calls of the messages service that it answers in the public form. What is sent has to follow the contracts. */
export function answerInPublicForm(server: FastifyInstance, behind: Behind): void {
  answerOneMessage(server, behind);
  answerOneConversation(server, behind);
  answerOnePerson(server, behind);
  answerGroups(server, behind);
  answerContact(server, behind);
}

function answerOneMessage(server: FastifyInstance, behind: Behind): void {
  const path = '/conversations/:group/messages/:number';
  const send = (reply: FastifyReply, message: PresentedSentMessage) =>
    reply.header(ENTITY_REVISION_HEADER, String(message.revision)).send(message);
  const change = (request: OfGroup, reply: FastifyReply, ifRevision: number[] | undefined, text: string) => {
    if (!behind.isOurs(request.params.group)) return refuse(reply, 404, 'message_group_not_found');
    const { revision } = behind.oneMessage;
    if (ifRevision && !ifRevision.includes(revision)) return refuse(reply, 412, 'message_changed_meanwhile');
    return send(reply, { ...behind.oneMessage, message: text, revision: revision + 1 });
  };
  server.get(path, (request: OfGroup, reply) => {
    read(readOneQuery, request.query);
    return behind.isOurs(request.params.group)
      ? send(reply, behind.oneMessage)
      : refuse(reply, 404, 'message_group_not_found');
  });
  server.patch(path, (request: OfGroup, reply) => {
    const { text, ifRevision } = read(editMessageRequest, request.body);
    return change(request, reply, ifRevision, text);
  });
  server.delete(path, (request: OfGroup, reply) =>
    change(request, reply, read(deleteMessageRequest, request.body).ifRevision, ''),
  );
  for (const method of ['PUT', 'DELETE'] as const) {
    server.route({
      ...{ method, url: `${path}/reactions/:emoji` },
      handler: (request: OfGroup, reply) => {
        read(reactionRequest, request.body);
        return change(request, reply, undefined, behind.oneMessage.message);
      },
    });
  }
  for (const part of ['history', 'reactions'] as const) {
    server.get(`${path}/${part}`, (request) => {
      read(readOneQuery, request.query);
      return behind.answers[part];
    });
  }
}

function answerOneConversation(server: FastifyInstance, behind: Behind): void {
  const path = '/conversations/:group';
  server.get(`${path}/changes`, (request) => {
    read(readChangesQuery, request.query);
    return behind.answers.changes;
  });
  server.get(`${path}/receipts`, (request) => {
    read(readOneQuery, request.query);
    return behind.answers.receipts;
  });
  server.put(`${path}/read`, (request: OfGroup, reply) => {
    const { number } = read(markReadRequest, request.body);
    return behind.isOurs(request.params.group)
      ? { lastReadNumber: number }
      : refuse(reply, 404, 'message_group_not_found');
  });
  server.put(`${path}/received`, (request: OfGroup, reply) => {
    const { number } = read(markReceivedRequest, request.body);
    return behind.isOurs(request.params.group)
      ? { lastReceivedNumber: number }
      : refuse(reply, 404, 'message_group_not_found');
  });
}

function answerOnePerson(server: FastifyInstance, behind: Behind): void {
  const group = '/users/:user/message-groups/:group';
  const answer = ({ params }: OfGroup, reply: FastifyReply, made: Partial<PresentedMessageGroup> = {}) =>
    behind.isOurs(params.group) ? { ...behind.group(9, 7), ...made } : refuse(reply, 404, 'message_group_not_found');
  server.get('/users/:user/message-groups/unread', () => behind.answers.unread);
  server.get(group, answer);
  server.put(`${group}/mute`, (request: OfGroup, reply) =>
    answer(request, reply, { muted_until: read(muteRequest, request.body).until ?? 'forever' }),
  );
  server.put(`${group}/archive`, (request: OfGroup, reply) => {
    read(archiveRequest, request.body);
    return answer(request, reply, { archived: true });
  });
  server.put(`${group}/pin`, (request: OfGroup, reply) =>
    answer(request, reply, { pinned_at: '2026-11-24T10:00:00.000Z' }),
  );
  for (const choice of ['mute', 'archive', 'pin']) {
    server.delete(`${group}/${choice}`, (request: OfGroup, reply) => answer(request, reply));
  }
  server.get('/users/:user/settings', () => behind.answers.settings);
  server.put('/users/:user/settings', (request) => ({
    ...behind.answers.settings,
    ...read(changeSettingsRequest, request.body),
  }));
}

function answerGroups(server: FastifyInstance, behind: Behind): void {
  const group = '/groups/:group';
  const answer = ({ params }: OfGroup, reply: FastifyReply, made: Partial<PresentedMessageGroup> = {}) =>
    behind.isOurs(params.group) ? behind.station(made) : refuse(reply, 404, 'message_group_not_found');
  server.post('/groups', (request) => {
    const { name = null } = read(startGroupRequest, request.body);
    return behind.station({ name });
  });
  server.patch(group, (request: OfGroup, reply) =>
    answer(request, reply, { name: read(renameGroupRequest, request.body).name, last_kind: 'renamed' }),
  );
  server.put(`${group}/owner`, (request: OfGroup, reply) => {
    read(handOverRequest, request.body);
    return answer(request, reply, { last_kind: 'owner_changed' });
  });
  server.get(`${group}/members`, (request) => {
    read(readOneQuery, request.query);
    return behind.answers.members;
  });
  server.put(`${group}/members`, (request: OfGroup, reply) => {
    read(memberRequest, request.body);
    return answer(request, reply, { last_kind: 'added' });
  });
  server.delete(`${group}/members`, (request: OfGroup, reply) => {
    read(memberRequest, request.body);
    return answer(request, reply, { last_kind: 'left', left: true });
  });
}

function answerContact(server: FastifyInstance, behind: Behind): void {
  const createdAt = '2026-11-24T10:00:00.000Z';
  server.get('/users/:user/blocks', () => behind.answers.blocks);
  server.put<{ Params: { other: string } }>('/users/:user/blocks/:other', ({ params, body }) => {
    const { handle, displayName } = read(blockRequest, body);
    return { uuid: params.other, handle, display_name: displayName, created_at: createdAt };
  });
  server.delete('/users/:user/blocks/:other', () => ({}));
  for (const method of ['PUT', 'DELETE'] as const) {
    server.route({
      ...{ method, url: '/users/:user/message-requests/:group' },
      handler: ({ params }: OfGroup, reply) =>
        behind.isOurs(params.group) ? behind.group(1, 0) : refuse(reply, 404, 'message_request_not_found'),
    });
  }
  type OfMessage = { Params: { group: string; number: string } };
  server.post<OfMessage>('/conversations/:group/messages/:number/report', ({ params, body }, reply) => {
    const { reason } = read(reportRequest, body);
    if (!behind.isOurs(params.group)) return refuse(reply, 404, 'message_group_not_found');
    const number = Number(params.number);
    return { uuid: params.group, message_group_uuid: params.group, number, reason, created_at: createdAt };
  });
}
