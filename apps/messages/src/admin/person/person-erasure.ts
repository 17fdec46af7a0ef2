import { type DynamoDBDocumentClient, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { INestApplicationContext } from '@nestjs/common';
import { ERASED_NAMES, type Person } from '@app/common/contracts';
import {
  conversationKey,
  conversationOf,
  itemKind,
  type MessageItem,
  messageKey,
  messageOf,
  NAMES,
  namesKey,
  PARTITION_KEY,
  REACTOR,
  revisionOf,
  SETTINGS,
  settingsKey,
  SORT_KEY,
  type StoredItem,
  type TableKey,
} from '@app/common/table';
import { MessagesStore } from '../../conversations/messages.store';
import { RevisionHeads } from '../../conversations/revision-heads';
import { RevisionsStore } from '../../conversations/revisions.store';
import { MembershipService } from '../../members/membership.service';
import { NamesStore } from '../../names/names.store';
import { type Found, together } from './found';
import { GroupExit } from './group-exit';
import { HeldItems } from './held-items';
import { NamesInPlace } from './names-in-place';
import { OwnChanges } from './own-changes';
import { ErasedReports } from './erased-reports';
import { ShownRows } from './shown-rows';
import { Readers } from './readers';

/** No event of the user says anything newer than that they are erased. */
const LAST_VERSION = Number.MAX_SAFE_INTEGER;

/** Within which every process knows from whom somebody takes messages. */
export const CONTACTS_HOLD_MS = 5_000;

/** Told after each conversation: what was found in it. */
export type FoundSoFar = (found: Found) => Promise<void>;

/**
 * Takes a person out of the table. Every step finds by itself what is left to do, so each can be repeated, and one that was
 * broken off goes on where it was: a conversation is done when its row is gone from the person's list.
 */
export class PersonErasure {
  private readonly person: Person;
  private readonly held: HeldItems;
  private readonly names: NamesInPlace;
  private readonly changes: OwnChanges;
  private readonly exit: GroupExit;
  private readonly readers: Readers;
  private readonly rows: ShownRows;
  private readonly copies: NamesStore;

  constructor(
    app: Pick<INestApplicationContext, 'get'>,
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly userUuid: string,
  ) {
    this.person = { uuid: userUuid, ...ERASED_NAMES };
    this.held = new HeldItems(documents, tableName);
    this.names = new NamesInPlace(documents, tableName, userUuid);
    this.changes = new OwnChanges(app.get(RevisionsStore), app.get(RevisionHeads), userUuid);
    this.exit = new GroupExit(app.get(MessagesStore), app.get(MembershipService), this.person);
    this.readers = new Readers(this.held, userUuid);
    this.rows = new ShownRows(app.get(MessagesStore), this.held, userUuid);
    this.copies = app.get(NamesStore);
  }

  /**
   * From then on nobody can write to them or make them a member of a group, and groups show the marker.
   * @returns whether that is new, and holds everywhere within `CONTACTS_HOLD_MS` only.
   */
  async close(): Promise<boolean> {
    const settings = { ...settingsKey(this.userUuid), [SETTINGS.accepts]: 'nobody', [SETTINGS.receipts]: false };
    const { handle, displayName } = ERASED_NAMES;
    const names = {
      ...namesKey(this.userUuid),
      [NAMES.handle]: handle,
      [NAMES.displayName]: displayName,
      [NAMES.version]: LAST_VERSION,
    };
    await this.documents.send(new PutCommand({ TableName: this.tableName, Item: names }));
    const { Attributes: before } = await this.documents.send(
      new PutCommand({ TableName: this.tableName, Item: settings, ReturnValues: 'ALL_OLD' }),
    );
    return before?.[SETTINGS.accepts] !== settings[SETTINGS.accepts];
  }

  /** All but the rows, conversation by conversation. Ends behind the one under way when the signal aborts. */
  async conversations(signal: AbortSignal, tell: FoundSoFar): Promise<void> {
    for await (const row of this.held.rows(this.userUuid)) {
      signal.throwIfAborted();
      await tell(together({ conversations: 1 }, await this.conversation(row)));
    }
  }

  /**
   * The rows, each once the lists of the others show what was taken back: what is projected later would make it anew.
   * @throws DomainError `service_unavailable` where the projector does not get so far.
   */
  async ownRows(signal: AbortSignal, tell: FoundSoFar): Promise<void> {
    for await (const row of this.held.rows(this.userUuid)) {
      signal.throwIfAborted();
      await this.rows.waitFor(row, signal);
      await this.delete(row);
      await tell({ rows: 1 });
    }
  }

  /** What the reports say; by which rule, docs/data-protection.md tells. */
  reports(): Promise<Found> {
    return new ErasedReports(this.documents, this.held, this.names, this.userUuid).run();
  }

  /** Whom they block. */
  async blocks(): Promise<Found> {
    let blocks = 0;
    for await (const item of this.held.besidePerson(this.userUuid)) {
      if (itemKind(item) !== 'block') continue;
      await this.delete(item);
      blocks += 1;
    }
    return { blocks };
  }

  private async conversation(row: StoredItem): Promise<Found> {
    const groupUuid = row[SORT_KEY];
    const item = await this.held.item(conversationKey(groupUuid));
    if (!item) return {};
    if (!(await this.readers.areLeft(groupUuid))) return this.dropped(groupUuid);
    const isPair = conversationOf(item).kind !== 'group';
    if (isPair) await this.namesOfPair(groupUuid, row);
    const left = !isPair && (await this.exit.leave(groupUuid));
    return together(
      left ? { 'groups left': 1 } : {},
      together(await this.reactions(groupUuid), await this.entries(groupUuid, item)),
    );
  }

  private async namesOfPair(groupUuid: string, row: StoredItem): Promise<void> {
    const names = { ...this.person, version: LAST_VERSION };
    await this.copies.setMember(groupUuid, names);
    const { user_uuid: withUuid } = row;
    if (typeof withUuid === 'string') await this.copies.setInList({ groupUuid, withUuid }, names);
  }

  private async reactions(groupUuid: string): Promise<Found> {
    let reactions = 0;
    for await (const item of this.held.ofConversation(groupUuid, '+')) {
      const emojis = item[REACTOR.emojis];
      if (!item[SORT_KEY].endsWith(`#${this.userUuid}`) || !Array.isArray(emojis) || emojis.length === 0) continue;
      const number = Number.parseInt(item[SORT_KEY].slice(1), 10);
      if (!(await this.changes.takeReactionsBack(groupUuid, number))) {
        await this.names.set(item, { [REACTOR.emojis]: [] });
      }
      reactions += emojis.length;
    }
    return { reactions };
  }

  private async entries(groupUuid: string, conversation: StoredItem): Promise<Found> {
    let found: Found = {};
    for await (const item of this.held.ofConversation(groupUuid)) {
      const kind = itemKind(item);
      if (kind === 'message') found = together(found, await this.entry(messageOf(item)));
      else if (kind === 'revision') await this.names.inRevision(revisionOf(item));
      else if (kind === 'send-key' && item[SORT_KEY].startsWith(`#key#${this.userUuid}#`)) {
        await this.delete(item);
        found = together(found, { 'send keys': 1 });
      }
    }
    const first = await this.held.item(messageKey(groupUuid, 1));
    if (first && messageOf(first).user_uuid === this.userUuid && 'request_hash' in conversation) {
      await this.names.requestHash(conversation);
    }
    return found;
  }

  /** The names go first: those who hear of the deletion read the entry as it is then. */
  private async entry(entry: MessageItem): Promise<Found> {
    const hadNames = await this.names.inEntry(entry);
    const isOwn = entry.user_uuid === this.userUuid && entry.kind === undefined;
    const isDeleted = isOwn && (await this.changes.deleteMessage(entry.message_group_uuid, entry.number));
    return {
      ...(hadNames && { 'entries with names': 1 }),
      ...(isDeleted && { messages: 1, edits: entry.edit_revisions?.length ?? 0 }),
    };
  }

  /** Where nobody is left to read it. The conversation itself goes last, so that this goes on where it was broken off. */
  private async dropped(groupUuid: string): Promise<Found> {
    let items = 0;
    for await (const item of this.held.ofConversation(groupUuid)) {
      await this.delete(item);
      items += 1;
    }
    return { 'items of conversations that nobody is left in': items };
  }

  private async delete({ pk, sk }: TableKey): Promise<void> {
    await this.documents.send(
      new DeleteCommand({ TableName: this.tableName, Key: { [PARTITION_KEY]: pk, [SORT_KEY]: sk } }),
    );
  }
}
