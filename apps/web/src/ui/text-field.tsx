import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import styles from './text-field.module.css';

interface TextFieldProps extends Omit<ComponentProps<typeof Field.Control>, 'className' | 'render'> {
  label: string;
  hint?: string | undefined;
  /** What is wrong with the text, told with the field. */
  error?: string | undefined;
  /** More than one line. */
  lines?: number;
}

export function TextField({ label, hint, error, lines, ...rest }: TextFieldProps) {
  return (
    <Field.Root className={styles.field} invalid={error !== undefined}>
      <Field.Label className={styles.label}>{label}</Field.Label>
      <Field.Control
        className={styles.control}
        dir="auto"
        {...(lines !== undefined && { render: <textarea rows={lines} /> })}
        {...rest}
      />
      {hint && <Field.Description className={styles.hint}>{hint}</Field.Description>}
      <Field.Error className={styles.error} match={error !== undefined}>
        {error}
      </Field.Error>
    </Field.Root>
  );
}
