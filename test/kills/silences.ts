export type Fault = 'killed' | 'frozen';

interface Event {
  part: string;
  fault: Fault;
  at: number;
  /** When the next one may come: the part works again. */
  over: number;
}

/** How long no send was accepted, by what had happened before. */
export class Silences {
  private readonly accepted: number[] = [];
  private readonly events: Event[] = [];

  sent(): void {
    this.accepted.push(performance.now());
  }

  happened(event: Event): void {
    this.events.push(event);
  }

  /** The longest time between two sends that reaches into an event, by part and fault. */
  table(): { part: string; fault: Fault; times: number; longestMs: number }[] {
    const kinds = new Map(this.events.map(({ part, fault }) => [`${part} ${fault}`, { part, fault }]));
    return [...kinds.values()]
      .map(({ part, fault }) => {
        const alike = this.events.filter((event) => event.part === part && event.fault === fault);
        return {
          part,
          fault,
          times: alike.length,
          longestMs: Math.round(Math.max(...alike.map((each) => this.longestIn(each)))),
        };
      })
      .sort((a, b) => a.part.localeCompare(b.part) || a.fault.localeCompare(b.fault));
  }

  private longestIn({ at, over }: Event): number {
    const gaps = this.accepted.slice(1).map((end, i): [number, number] => [this.accepted[i]!, end]);
    return Math.max(0, ...gaps.filter(([begin, end]) => end > at && begin < over).map(([begin, end]) => end - begin));
  }
}
