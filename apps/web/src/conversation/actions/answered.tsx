import { type ReactNode, useEffect, useState } from 'react';
import { texts } from '../../texts';
import { helpOf } from '../../ui/help-of';

interface AnsweredProps<Body> {
  /** Made once, when this appears. */
  ask: () => Promise<Body>;
  children: (body: Body) => ReactNode;
}

/** Shows what a call is answered, or why it is not. */
export function Answered<Body>({ ask, children }: AnsweredProps<Body>) {
  const [first] = useState(() => ask);
  const [answer, setAnswer] = useState<{ body: Body }>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    first().then(
      (body) => setAnswer({ body }),
      (error: unknown) => setFailure(helpOf(error)),
    );
  }, [first]);
  if (failure !== undefined) return <p role="alert">{failure}</p>;
  return answer ? children(answer.body) : <p role="status">{texts.app.starting}</p>;
}
