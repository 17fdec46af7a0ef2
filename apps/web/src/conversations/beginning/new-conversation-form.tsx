import { useState } from 'react';
import { useChat } from '../../chat/use-chat';
import { openConversation } from '../../chat/use-route';
import { PersonField } from '../../people/person-field';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { Problem } from '../../ui/problem';
import { TextField } from '../../ui/text-field';
import { useAttempt } from '../../ui/use-attempt';
import { openNew } from './open-new';
import { useIsShown } from './use-is-shown';

/** With whom there is a conversation, that is opened; with anybody else the first message begins one. */
export function NewConversationForm({ onDone }: { onDone: () => void }) {
  const chat = useChat();
  const [written, setWritten] = useState('');
  const [message, setMessage] = useState('');
  const { problem, isBusy, attempt } = useAttempt();
  const isShown = useIsShown();
  const handle = written.trim().replace(/^@/, '');
  const known = [...chat.store.list, ...chat.store.archivedList].find(
    (group) => group.kind === 'pair' && group.handle.toLowerCase() === handle.toLowerCase(),
  );

  const begin = async (): Promise<void> => {
    const { message_group_uuid: uuid } = await chat.begin({ handle, message });
    if (!isShown()) return;
    await openNew(chat, uuid);
    onDone();
  };
  const submit = (): void => {
    if (!known) return void attempt(begin);
    openConversation(known.uuid);
    onDone();
  };
  return (
    <Form className={styles.form} onSubmit={submit}>
      <PersonField label={texts.people.handle} hint={texts.people.handleHint} handle={written} onHandle={setWritten} />
      {!known && (
        <TextField
          label={texts.people.firstMessage}
          lines={3}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          disabled={isBusy}
        />
      )}
      <Problem>{problem}</Problem>
      {isBusy && chat.connectivity.isOffline && <p role="status">{texts.people.waits}</p>}
      <Button type="submit" look="strong" disabled={handle === '' || isBusy || (!known && message.trim() === '')}>
        {known ? texts.people.open : texts.people.start}
      </Button>
    </Form>
  );
}
