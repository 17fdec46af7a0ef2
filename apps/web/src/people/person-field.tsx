import { useId } from 'react';
import field from '../ui/text-field.module.css';
import { Suggestions } from './suggestions';
import { type OfferOptions, useOffer } from './use-offer';

interface PersonFieldProps extends OfferOptions {
  label: string;
  hint?: string;
}

/**
 * Where one writes a handle, helped by those that begin so: a combobox with its list beside it. Base UI's is a tenth of
 * what the whole page may weigh.
 */
export function PersonField({ label, hint, handle, onHandle, onChosen }: PersonFieldProps) {
  const id = useId();
  const { offered, active, none, choose, onKeyDown } = useOffer({ handle, onHandle, onChosen });
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        role="combobox"
        className={field.control}
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={offered[active] && `${id}-list-${active}`}
        aria-describedby={hint && `${id}-hint`}
        value={handle}
        onChange={(event) => onHandle(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {hint && (
        <p className={field.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Suggestions id={`${id}-list`} people={offered} active={active} onChoose={choose} />
      <p role="status" className={field.hint}>
        {none}
      </p>
    </div>
  );
}
