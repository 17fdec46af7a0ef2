import { type InputHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  name: string;
  /** What one should know before writing. */
  hint?: string | undefined;
  /** What is wrong with what was written. */
  error?: string | undefined;
}

/** A labelled line to write in. */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={error !== undefined} aria-describedby={said && `${id}-said`} {...input} />
      {said && (
        <p id={`${id}-said`} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {said}
        </p>
      )}
    </div>
  );
}
