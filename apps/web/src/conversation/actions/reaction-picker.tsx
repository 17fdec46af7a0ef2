import type { Message } from '@cruddur/client';
import { useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { helpOf } from '../../ui/help-of';
import { Popover } from '../../ui/popover';
import { TextField } from '../../ui/text-field';
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
    <Popover label={texts.actions.react} trigger={<Button look="icon">🙂</Button>} open={isOpen} onOpenChange={setOpen}>
      <Picker {...props} onPicked={() => setOpen(false)} />
    </Popover>
  );
}

function Picker({ groupUuid, message, onPicked }: ReactionPickerProps & { onPicked: () => void }) {
  const chat = useSteadyChat();
  const [other, setOther] = useState('');
  const [fault, setFault] = useState<string>();
  const own = message.reactions.filter((reaction) => reaction.own).map(({ emoji }) => emoji);
  const pick = (emoji: string): void => {
    toggleReaction(chat, groupUuid, message, emoji).then(onPicked, (error: unknown) => setFault(helpOf(error)));
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
            onClick={() => pick(emoji)}
          >
            {emoji}
          </Button>
        ))}
      </div>
      <form
        className={styles.other}
        onSubmit={(event) => {
          event.preventDefault();
          if (other.trim() !== '') pick(other.trim());
        }}
      >
        <TextField
          label={texts.actions.otherEmoji}
          value={other}
          autoComplete="off"
          onChange={(event) => {
            setOther(event.target.value);
            setFault(undefined);
          }}
          error={fault}
        />
        <Button type="submit">{texts.actions.react}</Button>
      </form>
    </div>
  );
}
