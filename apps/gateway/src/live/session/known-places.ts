import { type EventCursor, MAX_PLACES, type Place, placeKey } from '../changes/event-cursor';

/** Of so many conversations it is known how far the client is, beside those that something is on its way of. */
const REMEMBERED = 256;
/** So many places stand in a cursor although its time says the same of them: a resume tells those exactly that move next. */
const RECENT_PLACES = 16;

interface Known extends Place {
  /** The broker's time of the last that was told of it. */
  at: number;
}

export type Verdict = 'next' | 'known' | 'gap';

/** How far one client is in its conversations, the one that moved last at the end. */
export class KnownPlaces {
  private readonly known = new Map<string, Known>();

  constructor({ time, places }: EventCursor) {
    for (const [key, place] of places) this.known.set(key, { ...place, at: time + 1 });
  }

  of(groupUuid: string): Place {
    return this.known.get(placeKey(groupUuid)) ?? {};
  }

  /** What an event at `place` is for the client. What is not known of a conversation is taken to end right before. */
  judge(groupUuid: string, place: Place): Verdict {
    const known = this.of(groupUuid);
    const verdicts = [verdictOf(place.number, known.number), verdictOf(place.revision, known.revision)];
    if (verdicts.includes('gap')) return 'gap';
    if (!verdicts.includes('next')) return 'known';
    // A change of membership has both: where one of them is known, the other is read.
    return verdicts.includes('known') ? 'gap' : 'next';
  }

  /** The client has everything up to `place` now. */
  reach(groupUuid: string, place: Place, at: number): void {
    const key = placeKey(groupUuid);
    const before = this.known.get(key);
    this.known.delete(key);
    this.known.set(key, {
      number: highest(before?.number, place.number),
      revision: highest(before?.revision, place.revision),
      at: Math.max(before?.at ?? 0, at),
    });
  }

  /** What the client has of conversations that rested, the one that rested longest first. */
  learn(resting: { groupUuid: string; place: Place }[]): void {
    const before = [...this.known];
    this.known.clear();
    for (const { groupUuid, place } of resting) this.known.set(placeKey(groupUuid), { ...place, at: 0 });
    for (const [key, { number, revision, at }] of before) {
      const rested = this.known.get(key);
      this.known.delete(key);
      const place = { number: highest(rested?.number, number), revision: highest(rested?.revision, revision) };
      this.known.set(key, { ...place, at });
    }
  }

  /** What the client has, given that everything up to `time` was told. */
  cursor(time: number): EventCursor {
    const listed: [string, Place][] = [];
    let recent = 0;
    for (const [key, { at, number, revision }] of [...this.known].reverse()) {
      if (listed.length === MAX_PLACES) break;
      if (at <= time && (recent += 1) > RECENT_PLACES) continue;
      listed.push([key, { number, revision }]);
    }
    return { time, places: new Map(listed.reverse()) };
  }

  /** Forgets those that moved longest ago, and not since `time`. */
  trim(time: number): void {
    for (const [key, { at }] of this.known) {
      if (this.known.size <= REMEMBERED) return;
      if (at <= time) this.known.delete(key);
    }
  }
}

function verdictOf(value: number | undefined, known: number | undefined): Verdict | undefined {
  if (value === undefined) return undefined;
  if (known === undefined || value === known + 1) return 'next';
  return value <= known ? 'known' : 'gap';
}

const highest = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
