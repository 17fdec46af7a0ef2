import type { Message } from '@cruddur/client';
import { useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { ReactIcon } from '../../ui/icons';
import { Popover } from '../../ui/popover';
import { TextField } from '../../ui/text-field';
import { useAttempt } from '../../ui/use-attempt';
import styles from './reaction-picker.module.css';
import { toggleReaction } from './toggle-reaction';

interface ReactionPickerProps {
  groupUuid: string;
  message: Message;
}

/** The usual emoji, and a field for any other. */
export function ReactionPicker(props: ReactionPickerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={texts.actions.react}
      trigger={
        <Button look="icon">
          <ReactIcon />
        </Button>
      }
      open={isOpen}
      onOpenChange={setOpen}
    >
      <Picker {...props} onPicked={() => setOpen(false)} />
    </Popover>
  );
}

function Picker({ groupUuid, message, onPicked }: ReactionPickerProps & { onPicked: () => void }) {
  const chat = useSteadyChat();
  const [other, setOther] = useState('');
  const { problem, attempt } = useAttempt();
  const own = message.reactions.filter((reaction) => reaction.own).map(({ emoji }) => emoji);
  const pick = async (emoji: string): Promise<void> => {
    if (await attempt(() => toggleReaction(chat, groupUuid, message, emoji))) onPicked();
  };
  return (
    <div className={styles.picker}>
      <div className={styles.usual}>
        {Object.entries(texts.actions.emoji).map(([emoji, name]) => (
          <Button
            key={emoji}
            look="icon"
            aria-label={name}
            aria-pressed={own.includes(emoji)}
            onClick={() => void pick(emoji)}
          >
            {emoji}
          </Button>
        ))}
      </div>
      <Form
        className={styles.other}
        onSubmit={() => {
          if (other.trim() !== '') void pick(other.trim());
        }}
      >
        <TextField
          label={texts.actions.otherEmoji}
          value={other}
          autoComplete="off"
          onChange={(event) => setOther(event.target.value)}
          error={problem}
        />
        <Button type="submit">{texts.actions.react}</Button>
      </Form>
    </div>
  );
}
