import type { Message } from '@cruddur/client';
import { texts } from '../../texts';
import styles from './quotation.module.css';

type Answered = NonNullable<Message['reply_to']>;

interface QuotationProps {
  answered: Answered;
  /** The message itself where it is shown: it is newer than what the answer has of it. */
  shown: Message | undefined;
  /** Whether Tab leads to it. */
  isCurrent: boolean;
  onJump: (number: number) => void;
}

/** What a message answers, and the way to it. */
export function Quotation({ answered, shown, isCurrent, onJump }: QuotationProps) {
  const isDeleted = shown ? shown.deleted_at !== null : answered.deleted;
  const text = shown ? shown.message : answered.message;
  return (
    <button
      type="button"
      className={styles.quotation}
      aria-label={texts.conversation.answers(answered.display_name)}
      tabIndex={isCurrent ? undefined : -1}
      onClick={() => onJump(answered.number)}
    >
      <strong dir="auto">{answered.display_name}</strong>
      <span dir="auto">{isDeleted ? texts.conversation.deleted : text}</span>
    </button>
  );
}
