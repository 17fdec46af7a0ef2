import { Toast } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { texts } from '../texts';
import styles from './alerts.module.css';
import { Button } from './button';
import { helpOf } from './help-of';

const SHOWN_MS = 8_000;

const toasts = Toast.createToastManager();

/** Says in passing what has happened, to screen readers too. */
export interface Alerts {
  tell: (text: string) => void;
  /** In the words of the service, where it has some. */
  failed: (error: unknown) => void;
}

const alerts: Alerts = {
  tell: (title) => void toasts.add({ title }),
  failed: (error) => void toasts.add({ title: helpOf(error), type: 'failure' }),
};

export const useAlerts = (): Alerts => alerts;

/** Alerts stand above what is inside. */
export function AlertsAbove({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts} timeout={SHOWN_MS}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.alerts} aria-label={texts.alerts.label}>
          <ShownAlerts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ShownAlerts() {
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.alert}>
      <Toast.Content className={styles.content}>
        <Toast.Title dir="auto" render={<p />} />
        <Toast.Close aria-label={texts.alerts.close} render={<Button look="icon" />}>
          ✕
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
