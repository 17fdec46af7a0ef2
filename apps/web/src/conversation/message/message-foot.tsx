import type { ReactNode } from 'react';
import styles from './message-foot.module.css';

/** Below a message: when, and what became of it. */
export function MessageFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>;
}
