import styles from './text-field.module.css';

/** Why something was refused, told at once. */
export function Problem({ children }: { children: string | undefined }) {
  return (
    <p role="alert" className={styles.error} hidden={children === undefined}>
      {children}
    </p>
  );
}
