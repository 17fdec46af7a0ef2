import { texts } from '../../texts';
import styles from './tick.module.css';

export type Sending = 'waiting' | 'stored' | 'read';

const SHAPES: Record<Sending, string> = {
  waiting: 'M12 3a9 9 0 1 0 .01 0M12 7v5l3 2',
  stored: 'M5 13l4 4L19 7',
  read: 'M1 13l4 4L15 7M9 15l2 2L21 7',
};

/** How far one's own message has come. */
export function Tick({ sending }: { sending: Sending }) {
  return (
    <svg
      className={styles.tick}
      role="img"
      aria-label={texts.conversation.sending[sending]}
      data-sending={sending}
      viewBox="0 0 24 24"
    >
      <title>{texts.conversation.sending[sending]}</title>
      <path d={SHAPES[sending]} />
    </svg>
  );
}
