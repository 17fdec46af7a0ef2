import type { INestApplicationContext } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import {
  conversationKey,
  conversationOf,
  itemKind,
  type MessageItem,
  messageKey,
  messageOf,
  REACTOR,
  revisionOf,
  SORT_KEY,
  type StoredItem,
} from '@app/common/table';
import { MessagesStore } from '../../conversations/messages/messages.store';
import { RevisionHeads } from '../../conversations/revisions/revision-heads';
import { RevisionsStore } from '../../conversations/revisions/revisions.store';
import { MembershipService } from '../../members/membership.service';
import { NamesStore } from '../../names/names.store';
import { type Found, together } from './found';
import { GroupExit } from './group-exit';
import type { HeldItems } from './held-items';
import type { NamesInPlace } from './names-in-place';
import { OwnChanges } from './own-changes';
import { Readers } from './readers';

/** No event of the user says anything newer than that they are erased. */
export const LAST_VERSION = Number.MAX_SAFE_INTEGER;

/** Takes a person out of one conversation, but for the row of it in the person's list. */
export class ConversationErasure {
  private readonly userUuid: string;
  private readonly changes: OwnChanges;
  private readonly exit: GroupExit;
  private readonly readers: Readers;
  private readonly copies: NamesStore;

  constructor(
    app: Pick<INestApplicationContext, 'get'>,
    private readonly held: HeldItems,
    private readonly names: NamesInPlace,
    private readonly person: Person,
  ) {
    this.userUuid = person.uuid;
    this.changes = new OwnChanges(app.get(RevisionsStore), app.get(RevisionHeads), person.uuid);
    this.exit = new GroupExit(app.get(MessagesStore), app.get(MembershipService), person);
    this.readers = new Readers(held, person.uuid);
    this.copies = app.get(NamesStore);
  }

  async erase(row: StoredItem): Promise<Found> {
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
        await this.held.delete(item);
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
      await this.held.delete(item);
      items += 1;
    }
    return { 'items of conversations that nobody is left in': items };
  }
}
