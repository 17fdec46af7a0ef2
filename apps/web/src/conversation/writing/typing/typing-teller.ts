import { isBlank } from '../text/message-text';

/** As often as the service wants to hear it. */
const PAUSE_MS = 3_000;

/** Tells others that one writes, no more often than they hear it. */
export class TypingTeller {
  private toldAt = -Infinity;

  constructor(
    private readonly tell: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  written(text: string): void {
    if (isBlank(text) || this.now() - this.toldAt < PAUSE_MS) return;
    this.toldAt = this.now();
    this.tell();
  }
}
