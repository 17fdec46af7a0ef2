import type { Entry, Reactor, RevisionReach } from '@app/common/table';
import type { ToldMembers } from '../standing/standings';

/** The newest known revision of a conversation, and who may take the next: its members as of that revision. */
export interface RevisionHead {
  groupUuid: string;
  /** 0: there is none yet. */
  revision: number;
  memberUuids: readonly string[];
  /** Of a group: the number of the entry that names them. */
  membersAt?: number | undefined;
}

/** A head as it was read: of a transaction one item may be seen before another. */
export interface ReadHead extends RevisionHead {
  /** What the revision has changed; absent where there is none. */
  reach?: RevisionReach | undefined;
}

/** One of which the members are told, not named yet. */
export interface ToldRevisionHead extends Pick<ReadHead, 'groupUuid' | 'revision' | 'reach'> {
  told: ToldMembers;
}

export interface ReactionChange {
  userUuid: string;
  emoji: string;
  /** False: taken away. */
  added: boolean;
}

export type Change =
  | { kind: 'edited'; text: string; textBefore: string }
  | { kind: 'deleted' }
  | { kind: 'reacted'; reactions: Record<string, number>; changes: ReactionChange[] };

/** One change of an entry, in its place among all changes of the conversation. */
export interface NextRevision {
  revision: number;
  /** Who changes it; of several reactions, the first of them. */
  userUuid: string;
  createdAt: string;
  memberUuids: readonly string[];
  membersAt?: number | undefined;
  change: Change;
  /** As it was read. */
  before: Entry;
  /** As it is from then on. */
  after: Entry;
  /** Whose reactions change: as they were read, with what they are from then on. */
  reactors: { before: Reactor; emojis: string[] }[];
}

/** `revision_taken`: by another change, of whatever entry. `contended`: a transaction was under way there. */
export type TakingOutcome = 'taken' | 'revision_taken' | 'entry_changed' | 'contended';
