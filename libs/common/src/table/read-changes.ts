import type { Message } from '@app/common/contracts';
import {
  type Attributes,
  MalformedItemError,
  mapsOf,
  numberOf,
  numbersOf,
  optionalTextOf,
  textOf,
  textsOf,
} from '@app/common/dynamodb/lean';
import { MESSAGE, REACTION_CHANGE, REACTOR, REVISION } from './attributes';
import type { RevisionKind } from './items';
import { SORT_KEY } from './keys';
import { readMessage } from './read-items';

/** A message with what its readers are not told. */
export interface Entry {
  message: Message;
  memberUuids: string[];
  /** The revisions that have edited it, by ascending number. */
  editRevisions: number[];
}

/** One change of an entry. */
export interface Revision {
  revision: number;
  kind: RevisionKind;
  number: number;
  userUuid: string;
  createdAt: string;
  /** Of an edit, as long as the entry is not deleted. */
  text?: string | undefined;
  textBefore?: string | undefined;
  /** Whose reactions it has changed. */
  reactorUuids: string[];
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
  memberUuids: textsOf(item, MESSAGE.memberUuids),
  editRevisions: numbersOf(item, MESSAGE.editRevisions),
});

export const readRevision = (item: Attributes): Revision => ({
  revision: numberOf(item, REVISION.revision),
  kind: readKind(textOf(item, REVISION.kind)),
  number: numberOf(item, REVISION.number),
  userUuid: textOf(item, REVISION.userUuid),
  createdAt: textOf(item, REVISION.createdAt),
  text: optionalTextOf(item, REVISION.text),
  textBefore: optionalTextOf(item, REVISION.textBefore),
  reactorUuids: item[REVISION.changes]
    ? mapsOf(item, REVISION.changes).map((change) => textOf(change, REACTION_CHANGE.userUuid))
    : [],
});

export const readReactor = (item: Attributes): Reactor => ({
  userUuid: textOf(item, SORT_KEY).split('#').at(-1)!,
  emojis: textsOf(item, REACTOR.emojis),
  revision: numberOf(item, REACTOR.revision),
});

const KINDS: readonly RevisionKind[] = ['edited', 'deleted', 'reacted'];

function readKind(text: string): RevisionKind {
  const kind = KINDS.find((each) => each === text);
  if (kind) return kind;
  throw new MalformedItemError(`${text} is no kind of a revision`);
}
