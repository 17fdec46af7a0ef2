import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  conversationKey,
  type ConversationItem,
  conversationOf,
  fromMemberBytes,
  GROUP_ROW,
  itemKind,
  membershipKey,
  MEMBERSHIP,
  type MessageItem,
  messageKey,
  messageOf,
  NAMES,
  namesKey,
  PARTITION_KEY,
  REACTOR,
  REPORT,
  revisionKey,
  revisionOf,
  SORT_KEY,
  type StoredItem,
} from '@app/common/table';
import { HeldItems } from './held-items';

/** What the person has said of a conversation by themselves, as their row has it. */
const CHOSEN = [
  ...[GROUP_ROW.lastReadNumber, GROUP_ROW.forcedNumber, GROUP_ROW.seenNumber, GROUP_ROW.receivedNumber],
  ...[GROUP_ROW.mutedUntil, GROUP_ROW.archivedNumber, GROUP_ROW.pinnedAt, GROUP_ROW.request],
];

type Fields = Record<string, unknown>;

/**
 * What the table holds of a person: what they have written and chosen, and with whom. What others have written is theirs.
 * Fields are named as the table's attributes; what may be long comes piece by piece. docs/data-protection.md has them all.
 */
export class PersonExport {
  private readonly held: HeldItems;

  constructor(
    documents: DynamoDBDocumentClient,
    tableName: string,
    private readonly userUuid: string,
  ) {
    this.held = new HeldItems(documents, tableName);
  }

  /** Settings and names, where there are any, and whom they block. */
  async besidePerson(): Promise<{ settings: Fields | null; names: Fields | null; blocks: Fields[] }> {
    const beside: { settings: Fields | null; names: Fields | null; blocks: Fields[] } = {
      ...{ settings: null, names: null, blocks: [] },
    };
    for await (const item of this.held.besidePerson(this.userUuid)) {
      const kind = itemKind(item);
      if (kind === 'block') beside.blocks.push(withoutKey(item));
      else if (kind === 'settings' || kind === 'names') beside[kind] = withoutKey(item);
    }
    return beside;
  }

  async *conversations(): AsyncGenerator<Fields> {
    for await (const row of this.held.rows(this.userUuid)) {
      const groupUuid = row[SORT_KEY];
      const item = await this.held.item(conversationKey(groupUuid));
      if (!item) continue;
      const conversation = conversationOf(item);
      const membership = await this.held.item(membershipKey(groupUuid, this.userUuid));
      yield {
        uuid: groupUuid,
        kind: conversation.kind ?? 'pair',
        ...(conversation.kind === 'group' && { group_name: conversation.group_name ?? null }),
        created_at: conversation.created_at,
        members: await this.members(conversation, membership),
        ...(membership && { spans: membership[MEMBERSHIP.spans] }),
        chosen: Object.fromEntries(CHOSEN.flatMap((name) => (name in row ? [[name, row[name]]] : []))),
        reactions: this.reactions(groupUuid),
        idempotency_keys: this.sendKeys(groupUuid),
        messages: this.messages(groupUuid),
      };
    }
  }

  /** Those that the person has made, with what they reported; of those about them, without whose they are. */
  async *reports(): AsyncGenerator<Fields> {
    const { reporterUuid, reporterHandle, reason } = REPORT;
    for await (const item of this.held.reports()) {
      if (item[reporterUuid] === this.userUuid) yield { by: 'this person', ...withoutKey(item) };
      else if (item[REPORT.senderUuid] === this.userUuid) {
        const { [reporterUuid]: _uuid, [reporterHandle]: _handle, [reason]: _reason, ...report } = withoutKey(item);
        yield { by: 'somebody else', ...report };
      }
    }
  }

  /** With their names; of a group that the person has left, as of then. */
  private async members(conversation: ConversationItem, membership: StoredItem | undefined): Promise<Fields[]> {
    if (conversation.kind !== 'group') {
      return conversation.members.map(({ uuid, handle, display_name }) => ({ uuid, handle, display_name }));
    }
    const leftAt =
      membership && isLeft(membership) ? Number(membership[MEMBERSHIP.changedAt]) : conversation.members_at;
    const entry = await this.held.item(messageKey(conversation.message_group_uuid, leftAt));
    const { members } = entry ? messageOf(entry) : {};
    const uuids = members ? fromMemberBytes(Buffer.from(members).toString('base64')) : [];
    return Promise.all(
      uuids.map(async (uuid) => {
        const names = await this.held.item(namesKey(uuid));
        return { uuid, handle: names?.[NAMES.handle] ?? null, display_name: names?.[NAMES.displayName] ?? null };
      }),
    );
  }

  private async *reactions(groupUuid: string): AsyncGenerator<Fields> {
    for await (const item of this.held.ofConversation(groupUuid, '+')) {
      const emojis = item[REACTOR.emojis];
      if (!item[SORT_KEY].endsWith(`#${this.userUuid}`) || !Array.isArray(emojis) || emojis.length === 0) continue;
      yield { number: Number.parseInt(item[SORT_KEY].slice(1), 10), emojis };
    }
  }

  private async *sendKeys(groupUuid: string): AsyncGenerator<Fields> {
    const beginning = `#key#${this.userUuid}#`;
    for await (const item of this.held.ofConversation(groupUuid, beginning)) {
      yield { key: item[SORT_KEY].slice(beginning.length), ...withoutKey(item) };
    }
  }

  private async *messages(groupUuid: string): AsyncGenerator<Fields> {
    for await (const item of this.held.ofConversation(groupUuid)) {
      if (itemKind(item) !== 'message') continue;
      const entry = messageOf(item);
      if (entry.user_uuid === this.userUuid) yield { ...written(entry), edits: await this.edits(entry) };
    }
  }

  private async edits({
    message_group_uuid: groupUuid,
    edit_revisions: revisions = [],
  }: MessageItem): Promise<Fields[]> {
    const items = await Promise.all(revisions.map((revision) => this.held.item(revisionKey(groupUuid, revision))));
    return items.flatMap((item) => {
      if (!item) return [];
      const { revision, created_at, message, message_before } = revisionOf(item);
      return [{ revision, created_at, message, message_before }];
    });
  }
}

const isLeft = (membership: StoredItem): boolean => {
  const spans = membership[MEMBERSHIP.spans];
  return Array.isArray(spans) && spans.every((span: object) => 'until_number' in span);
};

/** Without what is the same in every entry, and without other people. */
function written(entry: MessageItem): Fields {
  const { number, message_uuid, kind, message, created_at, revision, edited_at, deleted_at, reply_to, group_name } =
    entry;
  const { user_handle, user_display_name } = entry;
  const optional = { kind, revision, edited_at, deleted_at, reply_to, group_name };
  return {
    ...{ number, message_uuid, message, user_handle, user_display_name, created_at },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

const withoutKey = ({ [PARTITION_KEY]: _pk, [SORT_KEY]: _sk, ...fields }: StoredItem): Fields => fields;
