import { timeOf, wholeTimeOf } from './times';

/** When, and on hover exactly when. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={wholeTimeOf(at)}>
      {timeOf(at)}
    </time>
  );
}
