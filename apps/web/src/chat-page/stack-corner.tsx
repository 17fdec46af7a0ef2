import { texts } from '../texts';
import { Button } from '../ui/button';
import { Popover } from '../ui/popover';
import styles from './stack-corner.module.css';
import { isReady } from './stack-parts';
import { useStackParts } from './use-stack-parts';

/** The health of the local stack. */
export function StackCorner() {
  const parts = useStackParts();
  const ready = parts?.filter(isReady).length ?? 0;
  const summary = parts ? texts.stack.ready(ready, parts.length) : texts.stack.unknown;
  return (
    <aside className={styles.corner} aria-label={texts.stack.title}>
      <Popover
        label={summary}
        trigger={
          <Button look="icon" className={styles.summary}>
            <span className={styles.dot} data-ready={parts !== undefined && ready === parts.length} />
            {summary}
          </Button>
        }
      >
        <h2 className={styles.title}>{texts.stack.title}</h2>
        <ul className={styles.parts}>
          {parts?.map((part) => (
            <li key={part.name}>
              <span className={styles.dot} data-ready={isReady(part)} />
              {part.name} <span className={styles.state}>{part.state}</span>
            </li>
          ))}
        </ul>
      </Popover>
    </aside>
  );
}
