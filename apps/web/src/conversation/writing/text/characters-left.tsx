import { texts } from '../../../texts';
import styles from './text-form.module.css';

/** From so many left on, they are shown. */
const FEW = 100;

export const areFew = (left: number): boolean => left < FEW;

/** How many more characters a text may have; who hears the page is told when they get few, and when there are too many. */
export function CharactersLeft({ id, left }: { id: string; left: number }) {
  return (
    <>
      {areFew(left) && (
        <span id={id} className={styles.count} data-over={left < 0}>
          <span aria-hidden>{left}</span>
          <span className="unseen">{texts.writing.left(left)}</span>
        </span>
      )}
      <span className="unseen" role="status">
        {left < 0 ? texts.writing.tooLong : areFew(left) && texts.writing.fewLeft(FEW)}
      </span>
    </>
  );
}
