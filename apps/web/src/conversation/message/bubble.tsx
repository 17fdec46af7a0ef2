import type { ReactNode } from 'react';
import styles from './bubble.module.css';

/** What one message looks like: one's own at one side, that of others at the other. */
export function Bubble({ isOwn, children }: { isOwn: boolean; children: ReactNode }) {
  return (
    <div className={styles.bubble} data-own={isOwn}>
      {children}
    </div>
  );
}
