import { texts } from '../../texts';
import { Button } from '../../ui/button';
import styles from './intent-bar.module.css';

interface IntentBarProps {
  title: string;
  /** Of the message that it is about. */
  text: string;
  onCancel: () => void;
}

/** Says above the field what its text will be. */
export function IntentBar({ title, text, onCancel }: IntentBarProps) {
  return (
    <div className={styles.bar}>
      <div className={styles.about}>
        <strong dir="auto">{title}</strong>
        <p dir="auto" className={styles.text}>
          {text}
        </p>
      </div>
      <Button look="icon" aria-label={texts.writing.cancel} onClick={onCancel}>
        ✕
      </Button>
    </div>
  );
}
