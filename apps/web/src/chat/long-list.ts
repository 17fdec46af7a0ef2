import type { CruddurClient, LiveStore, MessageGroup } from '@cruddur/client';

/** As many as the store reads by itself. */
const PAGE = 200;

type Pages = AsyncGenerator<MessageGroup[], void>;

/** Puts into the store what its list and its archive have beyond their newest part, page by page. */
export class LongList {
  private readonly usual: Walk;
  private readonly archived: Walk;

  constructor(
    client: Pick<CruddurClient, 'listMessageGroups' | 'pages'>,
    private readonly store: Pick<LiveStore, 'list' | 'archivedList' | 'listed'>,
  ) {
    const walk = (archived: 'true' | 'false') =>
      new Walk(async () => client.pages(await client.listMessageGroups({ limit: PAGE, archived }), 'next'), store);
    this.usual = walk('false');
    this.archived = walk('true');
  }

  hasMore(archived: boolean): boolean {
    const { length } = archived ? this.store.archivedList : this.store.list;
    return length >= PAGE && !this.walkOf(archived).hasEnded;
  }

  /** @throws CruddurError */
  readMore(archived: boolean): Promise<void> {
    return this.walkOf(archived).step();
  }

  /** For when nothing says what has changed in what was read. Where there is no answer, the next step begins anew. */
  async readAgain(): Promise<void> {
    await Promise.all([this.usual.again(), this.archived.again()]);
  }

  private walkOf(archived: boolean): Walk {
    return archived ? this.archived : this.usual;
  }
}

/** Through the pages of a list, one step at a time; where one fails, the next begins anew. */
class Walk {
  private pages: Pages | undefined;
  private steps = 0;
  private stepping: Promise<void> | undefined;
  hasEnded = false;

  constructor(
    private readonly begin: () => Promise<Pages>,
    private readonly store: Pick<LiveStore, 'listed'>,
  ) {}

  step(): Promise<void> {
    this.stepping ??= this.next().finally(() => (this.stepping = undefined));
    return this.stepping;
  }

  async again(): Promise<void> {
    const { steps } = this;
    this.forget();
    try {
      while (this.steps < steps && !this.hasEnded) await this.step();
    } catch {
      this.forget();
    }
  }

  /** The store has the first page already, so that alone is no step. */
  private async next(): Promise<void> {
    try {
      if (!this.pages) {
        this.pages = await this.begin();
        await this.turn(this.pages);
      }
      if (!this.hasEnded) await this.turn(this.pages);
      this.steps += 1;
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private async turn(pages: Pages): Promise<void> {
    const { value: page } = await pages.next();
    this.hasEnded = !page || page.length < PAGE;
    if (page) this.store.listed(page);
  }

  private forget(): void {
    this.pages = undefined;
    this.steps = 0;
    this.hasEnded = false;
  }
}
