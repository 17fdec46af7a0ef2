import { useEffect, useState } from 'react';
import { useChat } from '../chat/use-chat';
import styles from '../people/people.module.css';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { Form } from '../ui/form';
import { Problem } from '../ui/problem';
import { TextField } from '../ui/text-field';
import { useAttempt } from '../ui/use-attempt';

/** What others see of one. */
export function ProfileForm() {
  const chat = useChat();
  const [name, setName] = useState(chat.profile.display_name);
  const [bio, setBio] = useState(chat.profile.bio ?? '');
  const [isSaved, setSaved] = useState(false);
  const { problem, isBusy, attempt } = useAttempt();
  useEffect(() => setSaved(false), [name, bio]);

  const save = async (): Promise<void> => {
    const { body } = await chat.client.updateProfile({ body: { display_name: name, bio } });
    chat.setProfile(body);
    setSaved(true);
  };
  return (
    <Form className={styles.form} onSubmit={() => void attempt(save)}>
      <h3 className={styles.heading}>
        {texts.settings.profile} <bdi className={styles.handle}>@{chat.profile.handle}</bdi>
      </h3>
      <TextField
        label={texts.settings.displayName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
      />
      <TextField
        label={texts.settings.bio}
        lines={3}
        value={bio}
        onChange={(event) => setBio(event.currentTarget.value)}
      />
      <Problem>{problem}</Problem>
      <div className={styles.row}>
        <p role="status">{isSaved && texts.settings.saved}</p>
        <Button type="submit" look="strong" disabled={isBusy}>
          {texts.settings.save}
        </Button>
      </div>
    </Form>
  );
}
