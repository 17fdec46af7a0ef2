import type { ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from './button';
import styles from './notice.module.css';

/** In place of the page, while it cannot be shown. */
export function Notice({ children, onRetry }: { children: ReactNode; onRetry?: () => void }) {
  return (
    <div className={styles.notice} role="status">
      <p>{children}</p>
      {onRetry && <Button onClick={onRetry}>{texts.app.tryAgain}</Button>}
    </div>
  );
}
