import { memo, useEffect, useRef, useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { LineView } from './line-view';
import { countBehind, firstNewOf, keyOf, type Line, messageOf, newestOf } from './lines';
import { lastSeenIn, type List } from './list';
import styles from './message-list.module.css';
import { OlderMessages } from './older-messages';
import { stepBetweenMessages } from './step-between-messages';
import { useJump } from './use-jump';
import { useList } from './use-list';
import { useLookedAt } from './use-looked-at';
import { useOlder } from './use-older';
import { isLookedAt, useReadMarks } from './use-read-marks';

/** So many lines before the first that is seen, older ones are loaded. */
const AHEAD = 30;

interface MessageListProps {
  groupUuid: string;
  lines: Line[];
  /** How far one had read when the conversation was opened. */
  readUpTo: number;
  /** Up to which number all others have read. */
  readByAll: number;
}

/** The messages of a conversation, of which only those are drawn that are near to what is seen. */
export const MessageList = memo(function MessageList({ groupUuid, lines, readUpTo, readByAll }: MessageListProps) {
  const { store, profile } = useSteadyChat();
  const box = useRef<HTMLDivElement>(null);
  const [firstNew] = useState(() => firstNewOf(lines, readUpTo, profile.uuid));
  const [isAtEnd, setAtEnd] = useState(true);
  const [held, setHeld] = useState<string>();
  const older = useOlder(store, groupUuid);
  const marks = useReadMarks(groupUuid, readUpTo);

  const onLook = (list: List): void => {
    setAtEnd(list.isAtEnd());
    if ((list.range?.startIndex ?? AHEAD) < AHEAD && older.fault === undefined) older.load();
    if (isLookedAt()) marks.see(lastSeenIn(list, lines));
  };
  const list = useList({ box, lines, beginAt: firstNew, held, onLook });
  const { found, jumpTo, leave } = useJump(box, list, lines, older);

  useLookedAt(() => onLook(list));
  const unsent = lines.findLast((line) => 'unsent' in line);
  const newestUnsent = unsent && keyOf(unsent);
  useEffect(() => {
    if (newestUnsent !== undefined) list.scrollToEnd();
  }, [list, newestUnsent]);

  const newest = newestOf(lines);
  const below = countBehind(lines, marks.upTo, profile.uuid);
  const current = held ?? keyAt(lines, list.range?.endIndex);
  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.box}
        role="log"
        aria-live="off"
        aria-label={texts.conversation.label}
        tabIndex={0}
        onKeyDown={stepBetweenMessages}
        onBlur={leave}
      >
        <ol ref={list.containerRef} className={styles.lines}>
          {list.getVirtualItems().map(({ index, key }) => {
            const number = messageOf(lines[index])?.number;
            return (
              <li
                key={key}
                ref={list.measureElement}
                data-index={index}
                data-found={found?.key === key || undefined}
                aria-posinset={number}
                aria-setsize={number && newest}
                onFocus={() => setHeld(String(key))}
              >
                <LineView
                  groupUuid={groupUuid}
                  ownUuid={profile.uuid}
                  lines={lines}
                  at={index}
                  isFirstNew={number !== undefined && number === firstNew}
                  isCurrent={current === key}
                  readByAll={readByAll}
                  hasOlder={older.hasMore}
                  onJump={jumpTo}
                />
              </li>
            );
          })}
        </ol>
      </div>
      <OlderMessages older={older} areAwaited={(list.range?.startIndex ?? 0) < 2} />
      {!isAtEnd && (
        <Button
          className={styles['jump']}
          aria-label={texts.conversation.jump(below)}
          onClick={() => list.scrollToEnd()}
        >
          {texts.conversation.below(below)}
        </Button>
      )}
    </div>
  );
});

const keyAt = (lines: Line[], at: number | undefined): string | undefined => {
  const line = at === undefined ? undefined : lines[at];
  return line && keyOf(line);
};
