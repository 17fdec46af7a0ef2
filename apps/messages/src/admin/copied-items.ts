import {
  BLOCK,
  CONVERSATION,
  ITEM_IS_ABSENT,
  type ItemKind,
  itemKind,
  MEMBERSHIP,
  MESSAGE,
  NAMES,
  REACTOR,
  REPORT,
  REVISION,
  SEND_KEY,
  SETTINGS,
  type StoredItem,
} from '@app/common/table';

/** What an item is to another one under the same key; unrelated: neither has come from the other. */
export type Standing = 'same' | 'earlier' | 'later' | 'unrelated';

/** How two items of one kind are compared. */
interface Comparison {
  /** What never changes: items that differ in it are unrelated. */
  identity: readonly string[];
  /** What changes with every step that an item takes. */
  changing?: string;
  /** The further an item has come, the more. */
  progressOf?: (item: StoredItem) => number;
}

const byNumber = (changing: string): Pick<Comparison, 'changing' | 'progressOf'> => ({
  changing,
  progressOf: ({ [changing]: number }) => (typeof number === 'number' ? number : 0),
});

const COMPARISONS: Record<ItemKind, Comparison> = {
  conversation: { identity: [], ...byNumber(CONVERSATION.membersAt) },
  message: { identity: [MESSAGE.uuid], ...byNumber(MESSAGE.revision) },
  // A deletion takes the text out of earlier revisions: it must not come back.
  revision: {
    identity: [REVISION.kind, REVISION.number, REVISION.userUuid, REVISION.createdAt],
    changing: REVISION.text,
    progressOf: ({ [REVISION.text]: text }) => (text === '' ? 1 : 0),
  },
  reactor: { identity: [], ...byNumber(REACTOR.revision) },
  // One of an older version names its message by a number of its own, and takes no steps.
  'send-key': { identity: ['number'], ...byNumber(SEND_KEY.triedNumber) },
  membership: { identity: [], ...byNumber(MEMBERSHIP.changedAt) },
  settings: { identity: [SETTINGS.receipts, SETTINGS.accepts] },
  names: { identity: [], ...byNumber(NAMES.version) },
  block: { identity: [BLOCK.userUuid] },
  report: { identity: [REPORT.uuid] },
  'group-row': { identity: [] },
};

/** What `present` is to `item`. */
export function standingOf(present: StoredItem, item: StoredItem): Standing {
  const { identity, progressOf = () => 0 } = comparisonOf(item);
  if (identity.some((name) => present[name] !== item[name])) return 'unrelated';
  const ahead = progressOf(present) - progressOf(item);
  if (ahead === 0) return 'same';
  return ahead < 0 ? 'earlier' : 'later';
}

/** The condition of a write that takes the place of `present`, or of nothing. */
export function unlessChanged(present: StoredItem | undefined) {
  if (!present) return { ConditionExpression: ITEM_IS_ABSENT };
  const { changing } = comparisonOf(present);
  if (changing === undefined) throw new Error('what takes no steps is not replaced');
  const was = present[changing];
  return was === undefined
    ? { ConditionExpression: `attribute_not_exists(${changing})` }
    : { ConditionExpression: `${changing} = :was`, ExpressionAttributeValues: { ':was': was } };
}

/** Items of a kind that only a newer version knows are compared by their key alone. */
function comparisonOf(item: StoredItem): Comparison {
  const kind = itemKind(item);
  return kind ? COMPARISONS[kind] : { identity: [] };
}
