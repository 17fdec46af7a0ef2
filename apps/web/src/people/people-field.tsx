import { useState } from 'react';
import { texts } from '../texts';
import styles from './people.module.css';
import { PersonField } from './person-field';

interface PeopleFieldProps {
  label: string;
  hint: string;
  handles: string[];
  onHandles: (handles: string[]) => void;
}

/** Where one gathers people by their handles. */
export function PeopleField({ label, hint, handles, onHandles }: PeopleFieldProps) {
  const [written, setWritten] = useState('');
  const add = (handle: string): void => {
    setWritten('');
    const plain = handle.replace(/^@/, '');
    if (!handles.includes(plain)) onHandles([...handles, plain]);
  };
  return (
    <>
      <PersonField label={label} hint={hint} handle={written} onHandle={setWritten} onChosen={add} />
      <ul className={styles.chips} aria-label={texts.people.chosen} hidden={handles.length === 0}>
        {handles.map((handle) => (
          <li key={handle}>
            <bdi>{handle}</bdi>
            <button
              type="button"
              aria-label={texts.people.remove(handle)}
              onClick={() => onHandles(handles.filter((each) => each !== handle))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
