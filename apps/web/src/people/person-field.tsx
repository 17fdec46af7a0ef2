import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { texts } from '../texts';
import field from '../ui/text-field.module.css';
import { Suggestions } from './suggestions';
import { stepTo } from './step-to';
import { useSuggestions } from './use-suggestions';

interface PersonFieldProps {
  label: string;
  hint?: string;
  handle: string;
  onHandle: (handle: string) => void;
  /** Told of what was picked, or written and entered; else that is the field's text. */
  onChosen?: (handle: string) => void;
}

/**
 * Where one writes a handle, helped by those that begin so: a combobox with its list beside it. Base UI's is a tenth of
 * what the whole page may weigh.
 */
export function PersonField({ label, hint, handle, onHandle, onChosen }: PersonFieldProps) {
  const id = useId();
  const { people, isSearching } = useSuggestions(handle);
  const isComplete = handle.trim() === '' || (!onChosen && people.some((person) => person.handle === handle));
  const offered = isComplete ? [] : people;
  const [active, setActive] = useState(-1);
  useEffect(() => setActive(onChosen ? 0 : -1), [people, onChosen === undefined]);

  const choose = (chosen: string): void => {
    setActive(-1);
    (onChosen ?? onHandle)(chosen);
  };
  const enter = (event: KeyboardEvent): void => {
    const chosen = offered[active]?.handle ?? (onChosen && handle.trim());
    if (chosen === undefined) return;
    event.preventDefault();
    if (chosen !== '') choose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') return enter(event);
    const next = stepTo(event.key, active, offered.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
  };
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
        {!isComplete && people.length === 0 && (isSearching ? texts.people.searching : texts.people.nobody)}
      </p>
    </div>
  );
}
