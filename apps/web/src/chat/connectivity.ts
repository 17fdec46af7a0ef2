import type { WakeablePause } from '@cruddur/client';

interface Watch {
  /** A call by which one sees whether the service is back. */
  ask: () => Promise<unknown>;
  /** It has gone or come back. */
  onChange: () => void;
  /** What waits may try at once. */
  onWake: () => void;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

/** Whether the service answers, as the last call says. While it does not, it is asked again and again. */
export class Connectivity {
  private away = !navigator.onLine;
  private watch: Watch | undefined;

  constructor(
    private readonly signal: AbortSignal,
    private readonly pauses: Pick<WakeablePause, 'pause' | 'wake'>,
  ) {
    addEventListener('offline', () => this.isAway(), { signal });
    addEventListener('online', () => this.wake(), { signal });
    document.addEventListener('visibilitychange', () => this.wake(), { signal });
  }

  /** Ended as soon as the service is back. */
  get pause(): WakeablePause['pause'] {
    return this.pauses.pause;
  }

  get isOffline(): boolean {
    return this.away;
  }

  /** In place of the browser's, so that every call tells. */
  readonly fetch: typeof fetch = async (...call) => {
    const answer = await fetch(...call).catch((error: unknown) => {
      if (isNoAnswer(error)) this.isAway();
      throw error;
    });
    if (isFromService(answer)) this.isThere();
    else this.isAway();
    return answer;
  };

  tellTo(watch: Watch): void {
    this.watch = watch;
  }

  isAway(): void {
    if (this.away || this.signal.aborted) return;
    this.away = true;
    this.watch?.onChange();
    void this.askUntilThere();
  }

  private isThere(): void {
    if (!this.away) return;
    this.away = false;
    this.watch?.onChange();
    this.wake();
  }

  private wake(): void {
    this.pauses.wake();
    this.watch?.onWake();
  }

  private async askUntilThere(): Promise<void> {
    for (let pauseMs = FIRST_MS; this.away && !this.signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_MS)) {
      await this.pauses.pause(pauseMs * (0.5 + Math.random() / 2), this.signal).catch(() => undefined);
      if (this.away && !this.signal.aborted) await this.watch?.ask().catch(() => undefined);
    }
  }
}

/** A call that somebody has given up says nothing. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

/** Whatever stands before the service tells in other words that it is away. */
const isFromService = ({ status, headers }: Response): boolean =>
  status < 500 || /json|event-stream/.test(headers.get('content-type') ?? '');
