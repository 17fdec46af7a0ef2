import { Combobox } from '@base-ui/react/combobox';
import type { ShortUser } from '@cruddur/client';
import { useId, useState } from 'react';
import { texts } from '../texts';
import floating from '../ui/floating.module.css';
import field from '../ui/text-field.module.css';
import styles from './people.module.css';
import { PersonLine } from './person-line';
import { SuggestionStatus } from './suggestion-status';
import { useSuggestions } from './use-suggestions';

interface PeopleFieldProps {
  label: string;
  hint: string;
  people: ShortUser[];
  onPeople: (people: ShortUser[]) => void;
}

/** Where one gathers people by the beginnings of their handles. */
export function PeopleField({ label, hint, people, onPeople }: PeopleFieldProps) {
  const id = useId();
  const [written, setWritten] = useState('');
  const suggestions = useSuggestions(written);
  const offered = suggestions.people.filter((each) => !people.some(({ uuid }) => uuid === each.uuid));
  return (
    <Combobox.Root
      multiple
      autoHighlight
      items={offered}
      filter={null}
      value={people}
      onValueChange={(chosen) => {
        onPeople(chosen);
        setWritten('');
      }}
      inputValue={written}
      onInputValueChange={setWritten}
      itemToStringLabel={(person: ShortUser) => person.handle}
      isItemEqualToValue={(one: ShortUser, other: ShortUser) => one.uuid === other.uuid}
    >
      <div className={field.field}>
        <label className={field.label} htmlFor={id}>
          {label}
        </label>
        <Combobox.Chips className={styles.chips}>
          {people.map((person) => (
            <Combobox.Chip key={person.uuid} className={styles.chip} aria-label={person.handle}>
              <bdi>{person.handle}</bdi>
              <Combobox.ChipRemove aria-label={texts.people.remove(person.handle)}>✕</Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input id={id} dir="auto" autoCapitalize="none" spellCheck={false} aria-describedby={`${id}-hint`} />
        </Combobox.Chips>
        <p className={field.hint} id={`${id}-hint`}>
          {hint}
        </p>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className={floating.positioner} sideOffset={4} align="start">
          <Combobox.Popup className={floating.popup} aria-busy={suggestions.isSearching || undefined}>
            <Combobox.Status>
              {written.trim() !== '' && (
                <SuggestionStatus isSearching={suggestions.isSearching} isEmpty={offered.length === 0} />
              )}
            </Combobox.Status>
            <Combobox.List>
              {(person: ShortUser) => (
                <Combobox.Item key={person.uuid} value={person} className={floating.item}>
                  <PersonLine person={person} />
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
