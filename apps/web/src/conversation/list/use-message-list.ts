import type { ReactVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef, useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { countBehind, firstNewOf, keyOf, type Line } from './lines/lines';
import { type Jump, useJump } from './moving/use-jump';
import { useList } from './moving/use-list';
import { type Older, useOlder } from './moving/use-older';
import { useOwnInView } from './moving/use-own-in-view';
import { useLookedAt } from './reading/use-looked-at';
import { useLook } from './use-look';

interface MovingList extends Jump {
  box: RefObject<HTMLDivElement | null>;
  list: ReactVirtualizer<HTMLDivElement, HTMLLIElement>;
  older: Older;
  /** The number of the first message that was unread when the conversation was opened. */
  firstNew: number | undefined;
  /** The line that Tab leads to. */
  current: string | undefined;
  /** Draws a line wherever one looks, since it has the focus. */
  hold: (key: string) => void;
  /** Away from the end, how many messages of others are not read yet. */
  below: number | undefined;
}

/** How one moves in the messages of a conversation: by looking, by jumps, and by what one writes. */
export function useMessageList(groupUuid: string, lines: Line[], readUpTo: number): MovingList {
  const { store, profile } = useSteadyChat();
  const box = useRef<HTMLDivElement>(null);
  const [firstNew] = useState(() => firstNewOf(lines, readUpTo, profile.uuid));
  const [held, hold] = useState<string>();
  const older = useOlder(store, groupUuid);
  const { isAtEnd, upTo, onLook } = useLook(groupUuid, lines, readUpTo, older);
  const list = useList({ box, lines, beginAt: firstNew, held, onLook });
  const jump = useJump(box, list, lines, older);
  useLookedAt(() => onLook(list));
  useOwnInView(list, lines);
  const current = held ?? keyAt(lines, list.range?.endIndex);
  const below = isAtEnd ? undefined : countBehind(lines, upTo, profile.uuid);
  return { ...jump, box, list, older, firstNew, current, hold, below };
}

const keyAt = (lines: Line[], at: number | undefined): string | undefined => {
  const line = at === undefined ? undefined : lines[at];
  return line && keyOf(line);
};
