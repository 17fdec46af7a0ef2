import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import { texts } from '../texts';
import { Button } from './button';
import styles from './dialog.module.css';

interface ConfirmProps {
  title: string;
  text?: string;
  /** What the button says that does it. */
  action: string;
  onConfirm: () => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks before something that cannot be undone, or not easily. Nothing but its buttons and Escape closes it. */
export function Confirm({ title, text, action, onConfirm, open, onOpenChange }: ConfirmProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup} initialFocus={cancel}>
          <header className={styles.head}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          </header>
          <div className={styles.body}>
            {text && <AlertDialog.Description>{text}</AlertDialog.Description>}
            <div className={styles.buttons}>
              <AlertDialog.Close render={<Button ref={cancel} />}>{texts.app.cancel}</AlertDialog.Close>
              <AlertDialog.Close render={<Button look="danger" />} onClick={onConfirm}>
                {action}
              </AlertDialog.Close>
            </div>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
