import { texts } from '../../texts';
import { Button } from '../../ui/button';
import styles from './message-list.module.css';

interface JumpToEndProps {
  /** How many messages of others are not read yet. */
  below: number;
  onJump: () => void;
}

export function JumpToEnd({ below, onJump }: JumpToEndProps) {
  return (
    <Button className={styles['jump']} aria-label={texts.conversation.jump(below)} onClick={onJump}>
      {texts.conversation.below(below)}
    </Button>
  );
}
