import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../settings/project';
import { SideProcess } from './side-process';

export const PAGE_CONFIG = join(PROJECT_ROOT, 'apps/web/vite.config.ts');

/** Told once the page can be opened. */
export interface PageServed {
  url: string;
}

/** The page with hot reload, beside the one that the gateway has. */
export class PageServer {
  /** Where it is, once it is there. */
  url: string | undefined;
  private process: SideProcess<PageServed> | undefined;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly say: (line: string) => void,
  ) {}

  /** Resolves when the page can be opened; also where it cannot, for the services need no page. */
  async start(): Promise<void> {
    if (!existsSync(PAGE_CONFIG)) return;
    await new Promise<void>((resolve) => {
      const onMessage = ({ url }: PageServed): void => {
        this.url = url;
        this.say(`the page is at ${url}, and shows what is saved`);
        resolve();
      };
      const onEnd = (): void => {
        this.url = undefined;
        this.say('the server of the page has ended: what is saved of it is not shown any more');
        resolve();
      };
      const { environment } = this;
      this.process = new SideProcess({ program: 'page.process.js', environment, onMessage, onEnd });
    });
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }
}
