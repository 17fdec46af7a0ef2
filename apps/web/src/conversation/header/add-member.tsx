import { useState } from 'react';
import { PersonField } from '../../people/person-field';
import styles from '../../people/people.module.css';
import { texts } from '../../texts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';

interface AddMemberProps {
  isBusy: boolean;
  /** Resolves with whether it was done. */
  onAdd: (handle: string) => Promise<boolean>;
}

export function AddMember({ isBusy, onAdd }: AddMemberProps) {
  const [written, setWritten] = useState('');
  const handle = written.trim().replace(/^@/, '');
  const add = (): void => void onAdd(handle).then((isAdded) => isAdded && setWritten(''));
  return (
    <Form className={styles.row} onSubmit={add}>
      <PersonField label={texts.groups.addPerson} handle={written} onHandle={setWritten} />
      <Button type="submit" className={styles.beside} disabled={handle === '' || isBusy}>
        {texts.groups.add}
      </Button>
    </Form>
  );
}
