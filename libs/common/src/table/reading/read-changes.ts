import type { Message } from '@app/common/contracts';
import {
  type Attributes,
  MalformedItemError,
  mapsOf,
  numberOf,
  numberOrZero,
  numbersOf,
  optionalTextOf,
  textOf,
  textsOf,
} from '@app/common/dynamodb/attributes';
import { MESSAGE, REACTION_CHANGE, REACTOR, REVISION } from '../items/attributes';
import type { RevisionKind } from '../items/revision-item';
import { messageKey, reactorKey, SORT_KEY, type TableKey } from '../items/keys';
import { readMessage } from './read-items';

/** A message with what its readers are not told. */
export interface Entry {
  message: Message;
  /** Absent in a group. */
  memberUuids?: string[] | undefined;
  /** The number of the entry that names the members of the group; absent in a conversation of two. */
  membersAt?: number | undefined;
  /** The revisions that have edited it, by ascending number. */
  editRevisions: number[];
}

/** What a revision has changed. */
export interface RevisionReach {
  revision: number;
  /** Of the entry. */
  number: number;
  /** Whose reactions to it. */
  reactorUuids: string[];
}

/** One change of an entry. */
export interface Revision extends RevisionReach {
  kind: RevisionKind;
  userUuid: string;
  createdAt: string;
  /** Of an edit, as long as the entry is not deleted. */
  text?: string | undefined;
  textBefore?: string | undefined;
}

/** With what a person has reacted to an entry. */
export interface Reactor {
  userUuid: string;
  emojis: string[];
  /** The last one in which the person has reacted or taken a reaction back. */
  revision: number;
}

export const readEntry = (item: Attributes): Entry => ({
  message: readMessage(item),
  ...(item[MESSAGE.memberUuids] && { memberUuids: textsOf(item, MESSAGE.memberUuids) }),
  ...(item[MESSAGE.membersAt] && { membersAt: numberOf(item, MESSAGE.membersAt) }),
  editRevisions: numbersOf(item, MESSAGE.editRevisions),
});

export const readRevision = (item: Attributes): Revision => ({
  ...readReach(item),
  kind: readKind(textOf(item, REVISION.kind)),
  userUuid: textOf(item, REVISION.userUuid),
  createdAt: textOf(item, REVISION.createdAt),
  text: optionalTextOf(item, REVISION.text),
  textBefore: optionalTextOf(item, REVISION.textBefore),
});

/** Of a revision of any kind, one that only a newer version knows too. */
export const readReach = (item: Attributes): RevisionReach => ({
  revision: numberOf(item, REVISION.revision),
  number: numberOf(item, REVISION.number),
  reactorUuids: item[REVISION.changes]
    ? [...new Set(mapsOf(item, REVISION.changes).map((change) => textOf(change, REACTION_CHANGE.userUuid)))]
    : [],
});

/** Where what a revision has changed lies. */
export const changedKeys = (groupUuid: string, { number, reactorUuids }: RevisionReach): TableKey[] => [
  messageKey(groupUuid, number),
  ...reactorUuids.map((userUuid) => reactorKey(groupUuid, number, userUuid)),
];

/** Whether the revision, or a later one, is to be seen in what lies there. */
export const hasReached = (item: Attributes | undefined, revision: number): boolean =>
  item !== undefined && numberOrZero(item, MESSAGE.revision) >= revision;

export const readReactor = (item: Attributes): Reactor => ({
  userUuid: textOf(item, SORT_KEY).split('#').at(-1)!,
  emojis: textsOf(item, REACTOR.emojis),
  revision: numberOf(item, REACTOR.revision),
});

const KINDS: readonly RevisionKind[] = ['edited', 'deleted', 'reacted', 'members'];

function readKind(text: string): RevisionKind {
  const kind = KINDS.find((each) => each === text);
  if (kind) return kind;
  throw new MalformedItemError(`${text} is no kind of a revision`);
}
