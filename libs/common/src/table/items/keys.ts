/**
 * The keys of the single table. Every item of a conversation lives under `MSG#<group>`, every row of a member's
 * conversation list under `GRP#<user>`, what else there is of a person under `USR#<user>`, and reports under `RPT#<state>`.
 *
 * In a conversation's partition revisions (`!…`), send keys (`#key#…`), memberships (`&…`) and reactors (`+…`) sort before
 * the digits of the entries, and `~conversation` after them: a backward query begins with the conversation, then the
 * newest entry.
 */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

const MESSAGES_PREFIX = 'MSG#';
const GROUPS_PREFIX = 'GRP#';
const USER_PREFIX = 'USR#';
const REVISION_PREFIX = '!';
const MEMBERSHIP_PREFIX = '&';
const REACTOR_PREFIX = '+';
const NUMBER_DIGITS = 12;

export const CONVERSATION_SORT_KEY = '~conversation';
const SETTINGS_SORT_KEY = 'settings';
const NAMES_SORT_KEY = 'names';
const BLOCK_PREFIX = 'block#';
const REPORTS_PREFIX = 'RPT#';
export const MAX_MESSAGE_NUMBER = 10 ** NUMBER_DIGITS - 1;
export const MAX_REVISION = MAX_MESSAGE_NUMBER;

export const conversationPartition = (groupUuid: string): string => MESSAGES_PREFIX + groupUuid;

export const groupsPartition = (userUuid: string): string => GROUPS_PREFIX + userUuid;

export const messageSortKey = (number: number): string => String(number).padStart(NUMBER_DIGITS, '0');

export const revisionSortKey = (revision: number): string => REVISION_PREFIX + messageSortKey(revision);

/** All reactors of an entry lie between this and the same with `~` behind it. */
export const reactorsSortKey = (number: number): string => `${REACTOR_PREFIX}${messageSortKey(number)}#`;

export const sendKeySortKey = (senderUuid: string, clientKey: string): string => `#key#${senderUuid}#${clientKey}`;

/** The place of an item. */
export interface TableKey {
  [PARTITION_KEY]: string;
  [SORT_KEY]: string;
}

export const conversationKey = (groupUuid: string): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: CONVERSATION_SORT_KEY,
});

export const messageKey = (groupUuid: string, number: number): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: messageSortKey(number),
});

export const sendKeyKey = (groupUuid: string, senderUuid: string, clientKey: string): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: sendKeySortKey(senderUuid, clientKey),
});

export const revisionKey = (groupUuid: string, revision: number): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: revisionSortKey(revision),
});

export const reactorKey = (groupUuid: string, number: number, userUuid: string): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: reactorsSortKey(number) + userUuid,
});

/** Of who has joined, left or been removed since the conversation's start. */
export const membershipKey = (groupUuid: string, userUuid: string): TableKey => ({
  [PARTITION_KEY]: conversationPartition(groupUuid),
  [SORT_KEY]: MEMBERSHIP_PREFIX + userUuid,
});

export const personPartition = (userUuid: string): string => USER_PREFIX + userUuid;

export const namesKey = (userUuid: string): TableKey => ({
  [PARTITION_KEY]: personPartition(userUuid),
  [SORT_KEY]: NAMES_SORT_KEY,
});

/** All blocks of a person lie between this and the same with `~` behind it. */
export const BLOCKS_SORT_KEY = BLOCK_PREFIX;

export const blockKey = (blockerUuid: string, blockedUuid: string): TableKey => ({
  [PARTITION_KEY]: personPartition(blockerUuid),
  [SORT_KEY]: BLOCK_PREFIX + blockedUuid,
});

export type ReportState = 'open' | 'closed';

export const reportsPartition = (state: ReportState): string => REPORTS_PREFIX + state;

/** Reports of one state sort by their time. */
export const reportKey = (state: ReportState, createdAt: string, reportUuid: string): TableKey => ({
  [PARTITION_KEY]: reportsPartition(state),
  [SORT_KEY]: `${createdAt}#${reportUuid}`,
});

/** Where a report is found by its uuid, whatever its state: an item that has its uuid and its time. */
export const reportPlaceKey = (reportUuid: string): TableKey => ({
  [PARTITION_KEY]: REPORTS_PREFIX + reportUuid,
  [SORT_KEY]: 'place',
});

export const settingsKey = (userUuid: string): TableKey => ({
  [PARTITION_KEY]: USER_PREFIX + userUuid,
  [SORT_KEY]: SETTINGS_SORT_KEY,
});

export const groupRowKey = (userUuid: string, groupUuid: string): TableKey => ({
  [PARTITION_KEY]: groupsPartition(userUuid),
  [SORT_KEY]: groupUuid,
});

/** Conditions of a write. */
export const ITEM_EXISTS = `attribute_exists(${PARTITION_KEY})`;
export const ITEM_IS_ABSENT = `attribute_not_exists(${PARTITION_KEY})`;

export type ItemKind =
  | 'conversation'
  | 'message'
  | 'revision'
  | 'membership'
  | 'reactor'
  | 'send-key'
  | 'group-row'
  | 'settings'
  | 'names'
  | 'block'
  | 'report';

/** What kind of item a key belongs to; undefined for a key that this table does not know. */
export function itemKind(key: TableKey): ItemKind | undefined {
  if (key.pk.startsWith(GROUPS_PREFIX)) return 'group-row';
  if (key.pk.startsWith(USER_PREFIX)) return personItemKind(key.sk);
  if (key.pk.startsWith(REPORTS_PREFIX)) return 'report';
  if (!key.pk.startsWith(MESSAGES_PREFIX)) return undefined;
  if (key.sk === CONVERSATION_SORT_KEY) return 'conversation';
  if (key.sk.startsWith('#key#')) return 'send-key';
  if (/^!\d+$/.test(key.sk)) return 'revision';
  if (/^\+\d+#/.test(key.sk)) return 'reactor';
  if (key.sk.startsWith(MEMBERSHIP_PREFIX)) return 'membership';
  return /^\d+$/.test(key.sk) ? 'message' : undefined;
}

function personItemKind(sortKey: string): ItemKind | undefined {
  if (sortKey === SETTINGS_SORT_KEY) return 'settings';
  if (sortKey === NAMES_SORT_KEY) return 'names';
  return sortKey.startsWith(BLOCK_PREFIX) ? 'block' : undefined;
}
