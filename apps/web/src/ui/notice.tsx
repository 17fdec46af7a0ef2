import type { ReactNode } from 'react';
import { Button } from './button';
import styles from './notice.module.css';

interface NoticeProps {
  children: ReactNode;
  /** What one can do about it. */
  action?: { name: string; run: () => void };
}

/** In place of the page, while it cannot be shown. */
export function Notice({ children, action }: NoticeProps) {
  return (
    <main className={styles.notice}>
      <p role="status">{children}</p>
      {action && <Button onClick={action.run}>{action.name}</Button>}
    </main>
  );
}
