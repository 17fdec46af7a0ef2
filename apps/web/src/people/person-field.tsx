import { Autocomplete } from '@base-ui/react/autocomplete';
import type { ShortUser } from '@cruddur/client';
import { type KeyboardEvent, useId } from 'react';
import floating from '../ui/floating.module.css';
import field from '../ui/text-field.module.css';
import styles from './people.module.css';
import { PersonLine } from './person-line';
import { SuggestionStatus } from './suggestion-status';
import { useSuggestions } from './use-suggestions';

interface PersonFieldProps {
  label: string;
  hint?: string;
  handle: string;
  onHandle: (handle: string) => void;
  /** Told of what was picked, or written and entered; else that is the field's text. */
  onChosen?: (handle: string) => void;
}

/** Where one writes a handle, helped by those that begin so. */
export function PersonField({ label, hint, handle, onHandle, onChosen }: PersonFieldProps) {
  const id = useId();
  const { people, isSearching } = useSuggestions(handle);
  const isWritten = handle.trim() === '' || people.some((person) => person.handle === handle);

  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isPicking = event.currentTarget.hasAttribute('aria-activedescendant');
    if (!onChosen || event.key !== 'Enter' || isPicking || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (handle.trim() !== '') onChosen(handle.trim());
  };
  return (
    <Autocomplete.Root
      inline
      open
      items={people}
      filter={null}
      autoHighlight={onChosen !== undefined}
      value={handle}
      onValueChange={onHandle}
      itemToStringValue={(person: ShortUser) => person.handle}
    >
      <div className={field.field}>
        <label className={field.label} htmlFor={id}>
          {label}
        </label>
        <Autocomplete.Input
          id={id}
          className={field.control}
          dir="auto"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hint && `${id}-hint`}
          onKeyDown={enter}
        />
        {hint && (
          <p className={field.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
        <Autocomplete.Status>
          {!isWritten && <SuggestionStatus isSearching={isSearching} isEmpty={people.length === 0} />}
        </Autocomplete.Status>
        <Autocomplete.List className={styles.suggestions} hidden={people.length === 0 || (!onChosen && isWritten)}>
          {(person: ShortUser) => (
            <Autocomplete.Item
              key={person.uuid}
              value={person}
              className={floating.item}
              onClick={() => (onChosen ?? onHandle)(person.handle)}
            >
              <PersonLine person={person} />
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}
