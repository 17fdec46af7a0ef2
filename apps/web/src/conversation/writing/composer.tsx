import { type KeyboardEvent, useState } from 'react';
import { useChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import styles from './composer.module.css';

/** Where one writes. */
export function Composer({ uuid }: { uuid: string }) {
  const chat = useChat();
  const [text, setText] = useState('');
  const send = (): void => {
    if (text.trim() === '') return;
    void chat.send({ message_group_uuid: uuid, message: text });
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        aria-label={texts.writing.write}
        placeholder={texts.writing.write}
        value={text}
        dir="auto"
        rows={1}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" look="strong">
        {texts.writing.send}
      </Button>
    </form>
  );
}
