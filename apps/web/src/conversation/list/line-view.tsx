import { texts } from '../../texts';
import { MembershipRow } from '../message/membership-row';
import { MessageRow } from '../message/message-row';
import { RefusedRow, WaitingRow } from '../message/own-unsent';
import { dayOf } from '../message/times';
import styles from './line-view.module.css';
import { beginsDay, goesOn, type Line, messageAt, messageOf } from './lines/lines';

export interface LineViewProps {
  groupUuid: string;
  ownUuid: string;
  lines: Line[];
  at: number;
  /** The first that was unread. */
  isFirstNew: boolean;
  /** The one that Tab leads to. */
  isCurrent: boolean;
  readByAll: number;
  /** What comes before the first is not known yet. */
  hasOlder: boolean;
  onJump: (number: number) => void;
}

/** A line, below its day and the mark of what is new. */
export function LineView({
  groupUuid,
  ownUuid,
  lines,
  at,
  isFirstNew,
  isCurrent,
  readByAll,
  hasOlder,
  onJump,
}: LineViewProps) {
  const line = lines[at]!;
  if ('unsent' in line) return <WaitingRow entry={line.unsent} isCurrent={isCurrent} />;
  if ('refused' in line) return <RefusedRow {...line.refused} isCurrent={isCurrent} />;
  const { message } = line;
  const former = messageOf(lines[at - 1]);
  // It would lose its day and its name, and with them its height, when that comes.
  const isOpenEnded = at === 0 && hasOlder;
  return (
    <>
      {!isOpenEnded && beginsDay(message, former) && <p className={styles.day}>{dayOf(message.created_at)}</p>}
      {isFirstNew && <p className={styles.new}>{texts.conversation.newMessages}</p>}
      {message.membership ? (
        <MembershipRow message={message} isCurrent={isCurrent} />
      ) : (
        <MessageRow
          groupUuid={groupUuid}
          message={message}
          isOwn={message.user_uuid === ownUuid}
          isCurrent={isCurrent}
          isRead={message.number <= readByAll}
          goesOn={isOpenEnded || (!isFirstNew && goesOn(message, former))}
          answered={message.reply_to ? messageAt(lines, message.reply_to.number) : undefined}
          onJump={onJump}
        />
      )}
    </>
  );
}
