import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ERASED_NAMES } from '@app/common/contracts';
import {
  CONVERSATION,
  ITEM_EXISTS,
  MEMBER,
  MESSAGE,
  type MessageItem,
  PARTITION_KEY,
  REACTION_CHANGE,
  REVISION,
  type RevisionItem,
  SORT_KEY,
  type TableKey,
} from '@app/common/table';

/** One change of an item. Lists in it neither grow nor change places, so what was read is where the person stands. */
interface InPlace {
  set?: [path: string, value: unknown][];
  remove?: string[];
}

const isErased = (handle: string): boolean => handle === ERASED_NAMES.handle;

/**
 * What of a person is taken out of items that stay, without a revision: names, and what says nothing to any client. Each
 * says whether there was something.
 */
export class NamesInPlace {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly userUuid: string,
  ) {}

  /** Of who has sent the entry, and of whom a change of the membership is about; and the request that has made it. */
  async inEntry(entry: MessageItem): Promise<boolean> {
    const isOwn = entry.user_uuid === this.userUuid && !isErased(entry.user_handle);
    const places = (entry.subjects ?? []).flatMap(({ uuid, handle }, place) =>
      uuid === this.userUuid && !isErased(handle) ? [`${MESSAGE.subjects}[${place}]`] : [],
    );
    if (!isOwn && places.length === 0) return false;
    return this.change(entry, {
      set: [
        ...(isOwn ? names(MESSAGE.senderHandle, MESSAGE.senderDisplayName) : []),
        ...places.flatMap((place) => names(`${place}.${MEMBER.handle}`, `${place}.${MEMBER.displayName}`)),
      ],
      remove: isOwn ? ['request_id', 'trace_parent'] : [],
    });
  }

  /** With what the person has reacted, or no longer: the present is with the entry alone. */
  async inRevision({ kind, changes = [], user_uuid, request_id, ...revision }: RevisionItem): Promise<boolean> {
    const places = changes.flatMap(({ user_uuid: uuid, emoji }, place) =>
      kind === 'reacted' && uuid === this.userUuid && emoji !== '' ? [`${REVISION.changes}[${place}]`] : [],
    );
    const hasOrigin = user_uuid === this.userUuid && request_id !== undefined;
    if (places.length === 0 && !hasOrigin) return false;
    return this.change(revision, {
      set: places.map((place) => [`${place}.${REACTION_CHANGE.emoji}`, '']),
      remove: hasOrigin ? ['request_id', 'trace_parent'] : [],
    });
  }

  /** Of the request by which the person has started a group. */
  requestHash(conversation: TableKey): Promise<boolean> {
    return this.change(conversation, { remove: [CONVERSATION.requestHash] });
  }

  /** Of somebody whom a report is about, or who has made it. */
  set(key: TableKey, values: Record<string, unknown>): Promise<boolean> {
    return this.change(key, { set: Object.entries(values) });
  }

  private async change(key: TableKey, { set = [], remove = [] }: InPlace): Promise<boolean> {
    const values = set.map(([, value], at) => [`:new${at}`, value]);
    try {
      await this.documents.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { [PARTITION_KEY]: key.pk, [SORT_KEY]: key.sk },
          UpdateExpression: [
            ...(set.length > 0 ? [`SET ${set.map(([path], at) => `${path} = :new${at}`).join(', ')}`] : []),
            ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
          ].join(' '),
          ConditionExpression: ITEM_EXISTS,
          ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) as object }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

const names = (handlePath: string, namePath: string): [string, unknown][] => [
  [handlePath, ERASED_NAMES.handle],
  [namePath, ERASED_NAMES.displayName],
];
