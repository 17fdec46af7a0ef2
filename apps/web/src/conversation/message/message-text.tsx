import { isFewEmoji } from './few-emoji';
import { linked } from './linked';
import styles from './message-text.module.css';

interface MessageTextProps {
  text: string;
  /** Whether Tab leads to its links. */
  isCurrent: boolean;
}

/** What somebody wrote, its links to be followed without telling from where. */
export function MessageText({ text, isCurrent }: MessageTextProps) {
  return (
    <p className={styles.text} dir="auto" data-large={isFewEmoji(text) || undefined}>
      {linked(text).map((piece, at) =>
        piece.href === undefined ? (
          piece.text
        ) : (
          <a
            key={at}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            tabIndex={isCurrent ? undefined : -1}
          >
            {piece.text}
          </a>
        ),
      )}
    </p>
  );
}
