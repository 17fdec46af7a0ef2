import type { Message } from '@cruddur/client';
import { type RefObject, useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { IntentBar } from './intent-bar';
import { saveEdit } from './save-edit';
import { TextForm } from './text/text-form';
import { useWriting } from './writing';

interface EditedMessageProps {
  uuid: string;
  message: Message;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Another text for one's own message. Where somebody was faster, one sees theirs first, and may save all the same. */
export function EditedMessage({ uuid, message, field }: EditedMessageProps) {
  const chat = useSteadyChat();
  const alerts = useAlerts();
  const { intend } = useWriting();
  const [known, setKnown] = useState(message);
  const [text, setText] = useState(message.message);
  const [isSaving, setSaving] = useState(false);
  const finish = (): void => intend({ kind: 'new' });
  const save = async (changed: string): Promise<void> => {
    const outcome = await saveEdit(chat.client, uuid, known, changed);
    if ('saved' in outcome) {
      chat.store.changedBySelf(outcome.saved);
      finish();
    } else {
      setKnown(outcome.changedTo);
      alerts.tell(texts.writing.changedMeanwhile);
    }
  };
  return (
    <>
      <IntentBar
        title={known === message ? texts.writing.editing : texts.writing.changedTo}
        text={known.message}
        onCancel={finish}
      />
      <TextForm
        label={texts.writing.edit}
        action={texts.writing.save}
        text={text}
        onText={setText}
        onDone={(changed) => {
          if (isSaving) return;
          setSaving(true);
          void save(changed)
            .catch(alerts.failed)
            .finally(() => setSaving(false));
        }}
        onEscape={finish}
        field={field}
      />
    </>
  );
}
