import { type AllHTMLAttributes, useId } from 'react';
import styles from './text-field.module.css';

type Control = HTMLInputElement | HTMLTextAreaElement;

interface TextFieldProps extends Omit<AllHTMLAttributes<Control>, 'label' | 'className'> {
  label: string;
  hint?: string | undefined;
  /** What is wrong with the text, told with the field. */
  error?: string | undefined;
  /** More than one line. */
  lines?: number;
}

export function TextField({ label, hint, error, lines, ...rest }: TextFieldProps) {
  const id = useId();
  const control = {
    id,
    className: styles.control,
    dir: 'auto',
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-hint ${id}-error`,
    ...rest,
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {lines === undefined ? <input {...control} /> : <textarea rows={lines} {...control} />}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <p id={`${id}-error`} role="alert" className={styles.error} hidden={error === undefined}>
        {error}
      </p>
    </div>
  );
}
