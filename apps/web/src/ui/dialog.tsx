import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { texts } from '../texts';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it, and has the focus again once it is closed. */
  trigger?: ReactElement;
  children: ReactNode;
}

/** A part of the page that wants to be done with before the rest. Its children live as long as it is open. */
export function Dialog({ title, open, onOpenChange, trigger, children }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} initialFocus={() => fieldIn(body.current) ?? true}>
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={styles.close} aria-label={texts.app.close}>
              ✕
            </Base.Close>
          </header>
          <div ref={body} className={styles.body}>
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where one begins to write; a dialog without such is read from its beginning. */
const fieldIn = (body: HTMLElement | null): HTMLElement | null | undefined =>
  body?.querySelector<HTMLElement>('input:not([type=checkbox], [type=radio]), textarea');
