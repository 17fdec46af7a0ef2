import type { Settings, SettingsToChange } from '@cruddur/client';
import { useId, useState } from 'react';
import { useChat } from '../chat/use-chat';
import styles from '../people/people.module.css';
import { texts } from '../texts';
import { Problem } from '../ui/problem';
import { Switch } from '../ui/switch';
import { useAttempt } from '../ui/use-attempt';

const WAYS: Settings['accepts'][] = ['everybody', 'requests', 'nobody'];

/** What others may see and do; what is chosen is asked for at once, and shown meanwhile. */
export function PrivacyChoices() {
  const { client, store } = useChat();
  const name = useId();
  const { problem, isBusy, attempt } = useAttempt();
  const [chosen, setChosen] = useState<SettingsToChange>({});
  if (!store.settings) return null;
  const settings: Settings = { ...store.settings, ...chosen };
  const change = (body: SettingsToChange): void => {
    setChosen(body);
    const changing = attempt(async () => {
      const { body: data } = await client.changeSettings({ body });
      store.take({ id: '', event: 'settings', data });
    });
    void changing.then(() => setChosen({}));
  };
  return (
    <section className={styles.form}>
      <h3 className={styles.heading}>{texts.settings.privacy}</h3>
      <Switch
        label={texts.settings.receipts}
        hint={texts.settings.receiptsHint}
        checked={settings.receipts}
        disabled={isBusy}
        onCheckedChange={(receipts) => change({ receipts })}
      />
      <fieldset className={styles.set}>
        <legend>{texts.settings.accepts}</legend>
        {WAYS.map((way) => (
          <label key={way} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={settings.accepts === way}
              onChange={() => change({ accepts: way })}
            />
            {texts.settings.acceptsWays[way]}
          </label>
        ))}
      </fieldset>
      <Problem>{problem}</Problem>
    </section>
  );
}
