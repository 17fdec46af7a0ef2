import { Switch as Base } from '@base-ui/react/switch';
import { useId } from 'react';
import styles from './switch.module.css';

interface SwitchProps {
  label: string;
  hint?: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, hint, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.line}>
      <span>
        <span id={id}>{label}</span>
        {hint && (
          <small className={styles.hint} id={`${id}-hint`}>
            {hint}
          </small>
        )}
      </span>
      <Base.Root
        className={styles.switch}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      >
        <Base.Thumb className={styles.thumb} />
      </Base.Root>
    </div>
  );
}
