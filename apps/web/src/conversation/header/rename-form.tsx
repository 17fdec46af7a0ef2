import type { MessageGroup } from '@cruddur/client';
import { useState } from 'react';
import { useChat } from '../../chat/use-chat';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { TextField } from '../../ui/text-field';
import { useAttempt } from '../../ui/use-attempt';

export function RenameForm({ group, onDone }: { group: MessageGroup; onDone: () => void }) {
  const { client, store } = useChat();
  const [name, setName] = useState(group.name ?? '');
  const { problem, isBusy, attempt } = useAttempt();
  const rename = async (): Promise<void> => {
    const body = { name: name.trim() === '' ? null : name };
    store.listed([(await client.renameGroup({ message_group_uuid: group.uuid, body })).body]);
    onDone();
  };
  return (
    <Form className={styles.form} onSubmit={() => void attempt(rename)}>
      <TextField
        label={texts.groups.name}
        hint={texts.groups.nameHint}
        error={problem}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" look="strong" disabled={isBusy}>
        {texts.groups.save}
      </Button>
    </Form>
  );
}
