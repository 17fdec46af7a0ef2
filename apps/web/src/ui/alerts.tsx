import { type ReactNode, useSyncExternalStore } from 'react';
import { texts } from '../texts';
import { AlertList } from './alert-list';
import styles from './alerts.module.css';
import { Button } from './button';
import { helpOf } from './help-of';

const list = new AlertList();

/** Says in passing what has happened, to screen readers too. */
export interface Alerts {
  tell: (text: string) => void;
  /** In the words of the service, where it has some. */
  failed: (error: unknown) => void;
}

const alerts: Alerts = {
  tell: (text) => list.add(text, false),
  failed: (error) => list.add(helpOf(error), true),
};

export const useAlerts = (): Alerts => alerts;

/** Alerts stand above what is inside. */
export function AlertsAbove({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <ShownAlerts />
    </>
  );
}

/** Dialogs leave it to screen readers, since it is live. */
function ShownAlerts() {
  useSyncExternalStore(list.changes.watch, list.changes.version);
  return (
    <section className={styles.alerts} aria-label={texts.alerts.label} aria-live="polite">
      {list.shown.map(({ key, text, isFailure }) => (
        <div key={key} className={styles.alert} data-failure={isFailure}>
          <p dir="auto">{text}</p>
          <Button look="icon" aria-label={texts.alerts.close} onClick={() => list.close(key)}>
            ✕
          </Button>
        </div>
      ))}
    </section>
  );
}
