import { type KeyboardEvent, type RefObject, useId } from 'react';
import { Button } from '../../../ui/button';
import { Form } from '../../../ui/form';
import { areFew, CharactersLeft } from './characters-left';
import { charactersLeft, isSendable } from './message-text';
import styles from './text-form.module.css';

interface TextFormProps {
  label: string;
  /** What the button says. */
  action: string;
  text: string;
  onText: (text: string) => void;
  /** Of a text that the service may take. */
  onDone: (text: string) => void;
  onEscape?: () => void;
  onArrowUp?: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** A text of several lines that Enter sends; the field keeps the focus. */
export function TextForm({ label, action, text, onText, onDone, onEscape, onArrowUp, field }: TextFormProps) {
  const count = useId();
  const left = charactersLeft(text);
  const finish = (): void => {
    if (isSendable(text)) onDone(text.trim());
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const act = { Enter: event.shiftKey ? undefined : finish, Escape: onEscape, ArrowUp: onArrowUp }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <Form className={styles.form} onSubmit={finish}>
      <textarea
        ref={field}
        className={styles.field}
        aria-label={label}
        aria-describedby={areFew(left) ? count : undefined}
        aria-invalid={left < 0}
        placeholder={label}
        value={text}
        dir="auto"
        rows={1}
        enterKeyHint="send"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <CharactersLeft id={count} left={left} />
      <Button type="submit" look="strong" disabled={!isSendable(text)}>
        {action}
      </Button>
    </Form>
  );
}

/** Safari ends a composition before it tells of the key that has ended it, and gives that key this code. */
const isComposing = ({ nativeEvent }: KeyboardEvent): boolean => nativeEvent.isComposing || nativeEvent.keyCode === 229;
