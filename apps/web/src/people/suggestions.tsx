import type { ShortUser } from '@cruddur/client';
import { useEffect } from 'react';
import { texts } from '../texts';
import floating from '../ui/floating.module.css';
import styles from './people.module.css';
import { PersonLine } from './person-line';

interface SuggestionsProps {
  id: string;
  people: ShortUser[];
  /** The place of the one that Enter takes. */
  active: number;
  onChoose: (handle: string) => void;
}

/** The field keeps the focus, and says which one is active. */
export function Suggestions({ id, people, active, onChoose }: SuggestionsProps) {
  const idOf = (place: number): string => `${id}-${place}`;
  useEffect(() => {
    document.getElementById(idOf(active))?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={texts.people.suggestions}
      className={styles.suggestions}
      hidden={people.length === 0}
    >
      {people.map((person, place) => (
        <li
          key={person.uuid}
          id={idOf(place)}
          role="option"
          aria-selected={place === active}
          className={floating.item}
          data-highlighted={place === active || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person.handle)}
        >
          <PersonLine person={person} />
        </li>
      ))}
    </ul>
  );
}
