import { Autocomplete } from '@base-ui/react/autocomplete';
import type { ShortUser } from '@cruddur/client';
import { useId } from 'react';
import floating from '../ui/floating.module.css';
import field from '../ui/text-field.module.css';
import { PersonLine } from './person-line';
import { SuggestionStatus } from './suggestion-status';
import { useSuggestions } from './use-suggestions';

interface PersonFieldProps {
  label: string;
  hint?: string;
  handle: string;
  onHandle: (handle: string) => void;
}

/** Where one writes a handle, helped by those that begin so. */
export function PersonField({ label, hint, handle, onHandle }: PersonFieldProps) {
  const id = useId();
  const { people, isSearching } = useSuggestions(handle);
  return (
    <Autocomplete.Root
      items={people}
      filter={null}
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
        />
        {hint && (
          <p className={field.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={floating.positioner} sideOffset={4} align="start">
          <Autocomplete.Popup className={floating.popup} aria-busy={isSearching || undefined}>
            <Autocomplete.Status>
              <SuggestionStatus isSearching={isSearching} isEmpty={people.length === 0} />
            </Autocomplete.Status>
            <Autocomplete.List>
              {(person: ShortUser) => (
                <Autocomplete.Item key={person.uuid} value={person} className={floating.item}>
                  <PersonLine person={person} />
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
