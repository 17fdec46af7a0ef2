import { useState } from 'react';
import { useChat } from '../../chat/use-chat';
import styles from '../../people/people.module.css';
import { PeopleField } from '../../people/people-field';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { Problem } from '../../ui/problem';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { useAttempt } from '../../ui/use-attempt';
import { openNew } from './open-new';

const FEWEST_OTHERS = 2;

export function NewGroupForm({ onDone }: { onDone: () => void }) {
  const chat = useChat();
  const [handles, setHandles] = useState<string[]>([]);
  const [name, setName] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const { problem, isBusy, attempt } = useAttempt();

  const start = async (): Promise<void> => {
    const group = await chat.client.gather({
      handles,
      name: name.trim() === '' ? null : name,
      history: showsAll ? 'all' : 'joined',
    });
    await openNew(chat, group.uuid);
    onDone();
  };
  return (
    <Form className={styles.form} onSubmit={() => void attempt(start)}>
      <PeopleField
        label={texts.groups.people}
        hint={texts.groups.peopleHint}
        handles={handles}
        onHandles={setHandles}
      />
      <TextField
        label={texts.groups.name}
        hint={texts.groups.nameHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label={texts.groups.showAll}
        hint={texts.groups.showAllHint}
        checked={showsAll}
        onCheckedChange={setShowsAll}
      />
      <Problem>{problem}</Problem>
      <Button type="submit" look="strong" disabled={handles.length < FEWEST_OTHERS || isBusy}>
        {texts.groups.start}
      </Button>
    </Form>
  );
}
