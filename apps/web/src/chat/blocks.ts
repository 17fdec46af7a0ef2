import type { Api, Block } from '@cruddur/client';

/** Whom one blocks. Nothing tells of blocks that another device has set: they are read wherever they are shown. */
export class Blocks {
  all: readonly Block[] = [];

  constructor(
    private readonly client: Pick<Api, 'listBlocks' | 'block' | 'unblock'>,
    private readonly tell: () => void,
  ) {}

  has(userUuid: string): boolean {
    return this.all.some(({ uuid }) => uuid === userUuid);
  }

  async read(): Promise<void> {
    this.set((await this.client.listBlocks()).body);
  }

  async block(handle: string): Promise<void> {
    const { body } = await this.client.block({ handle });
    this.set([body, ...this.without(body.uuid)]);
  }

  async unblock(handle: string): Promise<void> {
    const { body } = await this.client.unblock({ handle });
    this.set(this.without(body.uuid));
  }

  private without(userUuid: string): Block[] {
    return this.all.filter(({ uuid }) => uuid !== userUuid);
  }

  private set(all: readonly Block[]): void {
    this.all = all;
    this.tell();
  }
}
