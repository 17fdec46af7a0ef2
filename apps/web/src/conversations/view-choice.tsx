import { useChat } from '../chat/use-chat';
import { texts } from '../texts';
import styles from './conversations-pane.module.css';

/** What the pane lists. */
export type View = 'usual' | 'requests' | 'archived';

const VIEWS: View[] = ['usual', 'requests', 'archived'];

export function ViewChoice({ view, onView }: { view: View; onView: (view: View) => void }) {
  const waiting = useChat().requests.all.length;
  return (
    <div className={styles.views} role="group" aria-label={texts.list.views}>
      {VIEWS.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => onView(each)}>
          {texts.list[each]}
          {each === 'requests' && waiting > 0 && (
            <span className={styles.waiting}>
              <span aria-hidden>{waiting}</span>
              <span className="unseen">{texts.list.waiting(waiting)}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
