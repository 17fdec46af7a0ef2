import type { ShortUser } from '@cruddur/client';
import styles from './people.module.css';

/** Names may be anybody's, handles are one's own: both are shown. */
export function PersonLine({ person }: { person: Pick<ShortUser, 'handle' | 'display_name'> }) {
  return (
    <span className={styles.person}>
      <bdi>{person.display_name}</bdi> <bdi className={styles.handle}>@{person.handle}</bdi>
    </span>
  );
}
