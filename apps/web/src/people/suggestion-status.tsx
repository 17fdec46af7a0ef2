import { texts } from '../texts';
import styles from './people.module.css';

export function SuggestionStatus({ isSearching, isEmpty }: { isSearching: boolean; isEmpty: boolean }) {
  if (!isEmpty) return null;
  return <p className={styles.status}>{isSearching ? texts.people.searching : texts.people.nobody}</p>;
}
