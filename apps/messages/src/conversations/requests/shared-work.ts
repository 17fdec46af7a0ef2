import { forOthersToo } from '@app/common/tracing';

/** Who ask for the same at the same time share one piece of work; it goes on when one of them hangs up. */
export class SharedWork<Result> {
  private readonly underWay = new Map<string, Promise<Result>>();

  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const shared = this.underWay.get(key);
    if (shared) return shared;
    const begun = forOthersToo(work).finally(() => this.underWay.delete(key));
    this.underWay.set(key, begun);
    return begun;
  }
}
