import type { Message } from '@cruddur/client';
import { type RefObject, useMemo, useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { IntentBar } from './intent-bar';
import { TextForm } from './text/text-form';
import { TypingTeller } from './typing/typing-teller';
import { useWriting } from './writing';

interface NewMessageProps {
  uuid: string;
  /** What it answers. */
  answered?: Message | undefined;
  /** In a field without text. */
  onArrowUp: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

export function NewMessage({ uuid, answered, onArrowUp, field }: NewMessageProps) {
  const chat = useSteadyChat();
  const alerts = useAlerts();
  const { intend } = useWriting();
  const [text, setText] = useState(() => chat.drafts.in(uuid));
  const typing = useMemo(
    () => new TypingTeller(() => void chat.client.type({ message_group_uuid: uuid }).catch(() => undefined)),
    [chat, uuid],
  );
  const cancel = (): void => intend({ kind: 'new' });
  const write = (written: string): void => {
    setText(written);
    chat.drafts.keep(uuid, written);
  };
  const send = (message: string): void => {
    chat
      .send({ message_group_uuid: uuid, message, ...(answered && { reply_to: answered.number }) })
      .catch(alerts.failed);
    write('');
    if (answered) cancel();
  };
  return (
    <>
      {answered && (
        <IntentBar title={texts.writing.answering(answered.display_name)} text={answered.message} onCancel={cancel} />
      )}
      <TextForm
        label={texts.writing.write}
        action={texts.writing.send}
        text={text}
        onText={(written) => {
          write(written);
          typing.written(written);
        }}
        onDone={send}
        onEscape={answered && cancel}
        onArrowUp={text === '' ? onArrowUp : undefined}
        field={field}
      />
    </>
  );
}
