import { Injectable } from '@nestjs/common';
import type { Message } from '@app/common/contracts';
import type { MessageWindow } from '../conversations/messages/message-window';
import { MessagesStore } from '../conversations/messages/messages.store';
import type { ToldMembers } from '../conversations/standing/standings';
import type { Range } from './ranges';

/** Entries by ascending number, and how what was read of them tells the members. */
export interface Stretch {
  messages: Message[];
  /** Nothing in the ranges follows. */
  isEnd: boolean;
  told: ToldMembers;
}

const NOTHING: Stretch = { messages: [], isEnd: true, told: {} };

/** Reads entries in several ranges of numbers as if the ranges were one. Takes one request a range. */
@Injectable()
export class VisibleStretches {
  constructor(private readonly messages: MessagesStore) {}

  /** The last `limit` up to `upTo`. Whether others follow is not told. */
  async endingWith(groupUuid: string, ranges: readonly Range[], upTo: number, limit: number): Promise<Stretch> {
    let stretch: Stretch = { ...NOTHING, isEnd: false };
    for (const { from, until } of ranges.filter((range) => range.from <= upTo).toReversed()) {
      const missing = limit - stretch.messages.length;
      if (missing <= 0) break;
      const end = Math.min(until, upTo);
      const window = await (end === Infinity
        ? this.messages.newest(groupUuid, missing, from)
        : this.messages.endingWith(groupUuid, end, missing, from));
      stretch = { ...stretch, messages: [...window.messages, ...stretch.messages], told: told(stretch, window) };
    }
    return stretch;
  }

  /** The first from `from` on: `limit` of them, and one more if there is one. */
  async beginningWith(groupUuid: string, ranges: readonly Range[], from: number, limit: number): Promise<Stretch> {
    let stretch = NOTHING;
    for (const range of ranges.filter(({ until }) => until >= from)) {
      const begin = Math.max(from, range.from);
      const missing = limit - stretch.messages.length;
      const window = await (range.until === Infinity
        ? this.messages.beginningWith(groupUuid, begin, missing)
        : this.messages.between(groupUuid, begin, range.until, missing + 1));
      const messages = [...stretch.messages, ...window.messages];
      const isWhole = window.conversation !== undefined || messages.at(-1)?.number === range.until;
      stretch = { messages, isEnd: isWhole, told: told(stretch, window) };
      if (messages.length > limit) return { ...stretch, isEnd: false };
      if (!isWhole) return stretch;
    }
    return stretch;
  }
}

const told = (stretch: Stretch, { memberUuids, membersAt }: MessageWindow): ToldMembers =>
  memberUuids !== undefined || membersAt !== undefined ? { memberUuids, membersAt } : stretch.told;
