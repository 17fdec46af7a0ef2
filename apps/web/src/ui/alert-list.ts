import { Changes } from './changes';

export interface Alert {
  key: number;
  text: string;
  isFailure: boolean;
}

const MOST = 3;
const SHOWN_MS = 6_000;

/** What is said in passing, the last few things. What has failed stays until somebody closes it. */
export class AlertList {
  readonly changes = new Changes();
  shown: readonly Alert[] = [];
  private count = 0;

  add(text: string, isFailure: boolean): void {
    const key = (this.count += 1);
    this.set([...this.shown.filter((alert) => alert.text !== text), { key, text, isFailure }].slice(-MOST));
    if (!isFailure) setTimeout(() => this.close(key), SHOWN_MS);
  }

  close(key: number): void {
    this.set(this.shown.filter((alert) => alert.key !== key));
  }

  private set(shown: readonly Alert[]): void {
    this.shown = shown;
    this.changes.tell();
  }
}
