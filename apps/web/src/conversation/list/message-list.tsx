import { memo } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { DrawnLine } from './drawn-line';
import { JumpToEnd } from './jump-to-end';
import { type Line, newestOf } from './lines/lines';
import styles from './message-list.module.css';
import { stepBetweenMessages } from './moving/step-between-messages';
import { OlderMessages } from './older-messages';
import { useMessageList } from './use-message-list';

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
  const { profile } = useSteadyChat();
  const { box, list, older, firstNew, found, current, below, ...moving } = useMessageList(groupUuid, lines, readUpTo);
  const newest = newestOf(lines);
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
        onBlur={moving.leave}
      >
        <ol ref={list.containerRef} className={styles.lines}>
          {list.getVirtualItems().map(({ index, key }) => (
            <DrawnLine
              key={key}
              measure={list.measureElement}
              groupUuid={groupUuid}
              ownUuid={profile.uuid}
              lines={lines}
              at={index}
              firstNew={firstNew}
              newest={newest}
              isFound={found?.key === key}
              isCurrent={current === key}
              readByAll={readByAll}
              hasOlder={older.hasMore}
              onFocus={() => moving.hold(String(key))}
              onJump={moving.jumpTo}
            />
          ))}
        </ol>
      </div>
      <OlderMessages older={older} areAwaited={(list.range?.startIndex ?? 0) < 2} />
      {below !== undefined && <JumpToEnd below={below} onJump={() => list.scrollToEnd()} />}
    </div>
  );
});
