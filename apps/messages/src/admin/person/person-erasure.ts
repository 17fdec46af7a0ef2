import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { INestApplicationContext } from '@nestjs/common';
import { ERASED_NAMES } from '@app/common/contracts';
import { itemKind, NAMES, namesKey, SETTINGS, settingsKey } from '@app/common/table';
import { MessagesStore } from '../../conversations/messages/messages.store';
import { ConversationErasure, LAST_VERSION } from './conversation-erasure';
import { ErasedReports } from './erased-reports';
import { type Found, together } from './found';
import { HeldItems } from './held-items';
import { NamesInPlace } from './names-in-place';
import { ShownRows } from './shown-rows';

/** Within which every process knows from whom somebody takes messages. */
export const CONTACTS_HOLD_MS = 5_000;

/** Told after each conversation: what was found in it. */
export type FoundSoFar = (found: Found) => Promise<void>;

/**
 * Takes a person out of the table. Every step finds by itself what is left to do, so each can be repeated, and one that was
 * broken off goes on where it was: a conversation is done when its row is gone from the person's list.
 */
export class PersonErasure {
  private readonly held: HeldItems;
  private readonly names: NamesInPlace;
  private readonly inConversations: ConversationErasure;
  private readonly rows: ShownRows;

  constructor(
    app: Pick<INestApplicationContext, 'get'>,
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly userUuid: string,
  ) {
    this.held = new HeldItems(documents, tableName);
    this.names = new NamesInPlace(documents, tableName, userUuid);
    const person = { uuid: userUuid, ...ERASED_NAMES };
    this.inConversations = new ConversationErasure(app, this.held, this.names, person);
    this.rows = new ShownRows(app.get(MessagesStore), this.held, userUuid);
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
      await tell(together({ conversations: 1 }, await this.inConversations.erase(row)));
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
      await this.held.delete(row);
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
      await this.held.delete(item);
      blocks += 1;
    }
    return { blocks };
  }
}
