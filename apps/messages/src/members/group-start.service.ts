import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  MAX_GROUP_MEMBERS,
  MIN_GROUP_MEMBERS,
  type Person,
  type PresentedMessageGroup,
  type StartGroupRequest,
  WHOLE,
} from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { Lanes } from '@app/common/patience';
import { ChangesMetrics } from '../changing/changes-metrics';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { ContactRules } from '../contact/contact-rules';
import { headAfter } from '../conversations/standing/conversation';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import { RevisionHeads } from '../conversations/revisions/revision-heads';
import { whileContended } from '../conversations/requests/while-contended';
import { KnownNames } from '../names/known-names';
import { Clock } from '../conversations/clock';
import { SendingMetrics } from '../sending/sending-metrics';
import { type Allowance, StartLimit, tooManyStarts } from '../sending/start-limit';
import { UserDirectory } from '../names/user-directory';
import { GroupView } from './group-view';
import { nextMembership, type NextMembership } from './membership';
import { MembershipService } from './membership.service';
import { MembershipStore } from './membership.store';
import { keyedGroupUuid, startHashOf } from './start-key';

const LOOK_UPS_AT_ONCE = 16;

/** The rules of starting a group. */
@Injectable()
export class GroupStartService {
  private readonly lanes = new Lanes(LOOK_UPS_AT_ONCE);

  constructor(
    private readonly store: MembershipStore,
    private readonly memberships: MembershipService,
    private readonly heads: ConversationHeads,
    private readonly revisions: RevisionHeads,
    private readonly users: UserDirectory,
    private readonly names: KnownNames,
    private readonly contacts: ContactRules,
    private readonly view: GroupView,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'MESSAGE_GROUPS'>,
    private readonly clock: Clock,
    private readonly metrics: SendingMetrics,
    private readonly changes: ChangesMetrics,
    /** Absent where starts are not limited. */
    @Optional() @Inject(StartLimit) private readonly starts?: Pick<StartLimit, 'allowanceOf'>,
  ) {}

  /**
   * Who repeats a start with its key is answered with the group as it is, whatever has become of those who were named.
   * @throws DomainError `idempotency_key_reused`, `message_groups_off`, `members_exceed_256`, `members_below_3`,
   * `handles_unknown`, `handles_own`, `handles_repeated`, `member_takes_no_messages`, `rate_limited_start`; nothing is stored
   * or counted then.
   */
  async start(request: StartGroupRequest): Promise<PresentedMessageGroup> {
    const { creator, startKey } = request;
    const groupUuid = startKey === undefined ? randomUUID() : keyedGroupUuid(creator.uuid, startKey);
    const before = await this.startedBefore(groupUuid, request);
    if (before) return before;
    if (this.config.MESSAGE_GROUPS === 'off') throw new DomainError('message_groups_off');
    refuse(countsRefused(request));
    const allowance = await this.starts?.allowanceOf(creator.uuid);
    if (allowance?.isUsedUp) return this.unlessStarted(groupUuid, request, tooManyStarts(allowance));
    const others = await this.others(request);
    await this.contacts.allowMembers(
      others.map(({ uuid }) => uuid),
      [creator.uuid],
    );
    await this.names.learn([creator, ...others]);
    return this.begin(request, firstOf(groupUuid, request, others, this.clock.now()), allowance);
  }

  private async begin(
    request: StartGroupRequest,
    first: NextMembership,
    allowance: Allowance | undefined,
  ): Promise<PresentedMessageGroup> {
    const { creator, startKey } = request;
    const hash = startKey === undefined ? undefined : startHashOf(request);
    const outcome = await whileContended(
      () => this.store.start(first, hash, allowance?.count),
      () => this.metrics.conflicts.inc(),
    );
    if (outcome === 'limited') throw tooManyStarts(allowance);
    const { groupUuid, memberUuids, group } = first.after;
    if (outcome === 'exists') {
      return this.unlessStarted(groupUuid, request, new Error(`group ${groupUuid} has an entry and no conversation`));
    }
    this.heads.remember(headAfter(first.after, first.entry));
    this.revisions.remember({ groupUuid, revision: 1, memberUuids, membersAt: group.membersAt });
    this.changes.answered('members', 'changed');
    const { name, membersAt } = group;
    return this.view.present(creator.uuid, {
      groupUuid,
      name,
      memberUuids,
      membersAt,
      last: first.entry,
      spans: WHOLE,
    });
  }

  /** By an earlier attempt with the same key; undefined where there was none. */
  private async startedBefore(
    groupUuid: string,
    request: StartGroupRequest,
  ): Promise<PresentedMessageGroup | undefined> {
    if (request.startKey === undefined) return undefined;
    const started = await this.store.startHash(groupUuid);
    if (!started) return undefined;
    if (started.requestHash !== startHashOf(request)) throw new DomainError('idempotency_key_reused');
    return this.memberships.show(groupUuid, request.creator);
  }

  /** An attempt at the same time may have started it. @throws `refusal` where none has. */
  private async unlessStarted(
    groupUuid: string,
    request: StartGroupRequest,
    refusal: Error,
  ): Promise<PresentedMessageGroup> {
    const before = await this.startedBefore(groupUuid, request);
    if (!before) throw refusal;
    return before;
  }

  /** Who are to be members beside the creator, in the order of their handles. */
  private async others({ creator, handles }: StartGroupRequest): Promise<Person[]> {
    const people: (Person | undefined)[] = handles.map(() => undefined);
    await this.lanes.each([...handles.entries()], async ([place, handle]) => {
      people[place] = await this.users.byHandle(handle);
    });
    const found = people.filter((person) => person !== undefined);
    const uuids = found.map(({ uuid }) => uuid);
    refuse([
      ...(found.length < handles.length ? (['handles_unknown'] as const) : []),
      ...(uuids.includes(creator.uuid) ? (['handles_own'] as const) : []),
      ...(new Set(uuids).size < uuids.length ? (['handles_repeated'] as const) : []),
    ]);
    return found;
  }
}

function countsRefused({ handles }: StartGroupRequest): ErrorCode[] {
  const members = handles.length + 1;
  if (members > MAX_GROUP_MEMBERS) return ['members_exceed_256'];
  return members < MIN_GROUP_MEMBERS ? ['members_below_3'] : [];
}

function refuse([first, ...others]: ErrorCode[]): void {
  if (first) throw new DomainError([first, ...others]);
}

function firstOf(groupUuid: string, request: StartGroupRequest, others: Person[], now: Date): NextMembership {
  const { creator, name, history } = request;
  const memberUuids = [creator, ...others].map(({ uuid }) => uuid);
  const before = { ownerUuid: creator.uuid, name, history, membersAt: 0 };
  return nextMembership({
    plan: { kind: 'created', subjects: [], memberUuids, ownerUuid: creator.uuid, name },
    head: { lastNumber: 0, conversation: { groupUuid, memberUuids: [], group: before } },
    lastRevision: 0,
    sender: creator,
    uuid: randomUUID(),
    createdAt: now.toISOString(),
    before: new Map(),
  });
}
