import type { Message } from '@cruddur/client';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { toggleReaction } from '../actions/toggle-reaction';
import styles from './reactions.module.css';

interface ReactionsProps {
  groupUuid: string;
  message: Message;
  /** Whether Tab leads to them. */
  isCurrent: boolean;
}

/** Those that there are; one joins in by a click, and takes back one's own. */
export function Reactions({ groupUuid, message, isCurrent }: ReactionsProps) {
  const chat = useSteadyChat();
  const alerts = useAlerts();
  if (message.reactions.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={texts.conversation.reactions}>
      {message.reactions.map(({ emoji, count, own }) => (
        <li key={emoji}>
          <button
            type="button"
            aria-label={texts.conversation.reaction(emoji, count)}
            aria-pressed={own}
            tabIndex={isCurrent ? undefined : -1}
            onClick={() => void toggleReaction(chat, groupUuid, message, emoji).catch(alerts.failed)}
          >
            {emoji} {count}
          </button>
        </li>
      ))}
    </ul>
  );
}
