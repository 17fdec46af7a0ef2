import { DomainError } from '@app/common/errors';

type Outcome<Answer> = Answer | DomainError;

interface Batch<Request, Answer> {
  requests: Request[];
  /** One for each request, in their order. */
  outcomes: Promise<Outcome<Answer>[]>;
}

/** Requests for the same thing that wait for their turn become one piece of work, and each has an answer of its own. */
export class JoinedRequests<Request, Answer extends object> {
  private readonly open = new Map<string, Batch<Request, Answer>>();

  constructor(private readonly most: number) {}

  /**
   * @param work of the first of them. It takes the requests when its turn has come; who comes later begins another.
   * @throws what the work throws, or the DomainError that is the outcome of this request.
   */
  async join(
    key: string,
    request: Request,
    work: (take: () => Request[]) => Promise<Outcome<Answer>[]>,
  ): Promise<Answer> {
    const open = this.open.get(key);
    const batch = open && open.requests.length < this.most ? open : this.begin(key, work);
    const place = batch.requests.push(request) - 1;
    const outcome = (await batch.outcomes)[place];
    if (outcome === undefined) throw new Error('a joined request was left without an outcome');
    if (outcome instanceof DomainError) throw outcome;
    return outcome;
  }

  private begin(key: string, work: (take: () => Request[]) => Promise<Outcome<Answer>[]>): Batch<Request, Answer> {
    const requests: Request[] = [];
    const close = (): Request[] => {
      if (this.open.get(key)?.requests === requests) this.open.delete(key);
      return requests;
    };
    const outcomes = Promise.resolve()
      .then(() => work(close))
      .finally(close);
    const batch = { requests, outcomes };
    this.open.set(key, batch);
    return batch;
  }
}
