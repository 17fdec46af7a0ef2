import { useEffect } from 'react';
import { useChat } from '../chat/use-chat';
import { PersonLine } from '../people/person-line';
import styles from '../people/people.module.css';
import { texts } from '../texts';
import { Button } from '../ui/button';
import { Problem } from '../ui/problem';
import { useAttempt } from '../ui/use-attempt';

export function BlockedPeople() {
  const { blocks } = useChat();
  const { problem, isBusy, attempt } = useAttempt();
  useEffect(() => {
    // Who cannot be read now is as was read before.
    blocks.read().catch(() => undefined);
  }, [blocks]);
  return (
    <section className={styles.form}>
      <h3 className={styles.heading}>{texts.settings.blocks}</h3>
      {blocks.all.length === 0 && <p className={styles.handle}>{texts.settings.noBlocks}</p>}
      <ul className={styles.list} aria-label={texts.settings.blocks}>
        {blocks.all.map((person) => (
          <li key={person.uuid}>
            <PersonLine person={person} />
            <Button
              aria-label={texts.settings.unblock(person.display_name)}
              disabled={isBusy}
              onClick={() => void attempt(() => blocks.unblock(person.handle))}
            >
              {texts.people.unblock}
            </Button>
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
    </section>
  );
}
