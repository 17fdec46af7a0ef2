import { join, relative } from 'node:path';
import { type AppName, APPS } from '../apps/app-ports';
import { PROJECT_ROOT } from '../settings/project';
import type { Stack } from '../supervision/stack';
import { CliError } from '../terminal/cli-error';
import { reasonOf } from '../terminal/reason-of';
import { note } from '../terminal/terminal';
import type { Compilation } from './compilation';
import { importClosure } from './import-closure';
import { LogView } from './log-view';
import { PageServer } from './page-server';
import { SideProcess } from './side-process';

const BUILT = join(PROJECT_ROOT, 'dist');

/**
 * `start --watch`: compiles what is saved, and restarts those services that run it; all logs are in view. While there is an
 * error the services go on as they are. The page is served a second time, as it is saved.
 */
export class Development {
  private readonly logs: LogView;
  private readonly page: PageServer;
  private compiler: SideProcess<Compilation> | undefined;
  private isRunning = false;
  private readonly changed = new Set<string>();
  private readonly restarts = new Map<AppName, number>();

  constructor(
    folder: string,
    private readonly stack: Pick<Stack, 'restartPart'>,
    private readonly say: (line: string) => void,
    pageEnvironment: NodeJS.ProcessEnv,
  ) {
    this.logs = new LogView(folder, APPS);
    this.page = new PageServer(pageEnvironment, say);
  }

  /** Where the page is shown as it is saved; undefined where it is not. */
  get pageUrl(): string | undefined {
    return this.page.url;
  }

  /** Resolves when all is compiled without an error, so that the services can be started. */
  async prepare(): Promise<void> {
    this.say('compiling what has changed, and what will be saved');
    await Promise.all([this.logs.open(), this.compile(), this.page.start()]);
    this.changed.clear();
  }

  /** The services run: from now on they are restarted. */
  begin(): void {
    this.isRunning = true;
    this.say('watching the sources');
    this.restartWhatChanged();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.logs.close();
    await Promise.all([this.compiler?.stop(), this.page.stop()]);
  }

  private compile(): Promise<void> {
    return new Promise((resolve, reject) => {
      const onMessage = (compilation: Compilation): void => {
        if ('errors' in compilation) return this.show(compilation.errors);
        resolve();
        for (const file of compilation.written) this.changed.add(file);
        if (this.isRunning) this.restartWhatChanged();
      };
      const onEnd = (): void => {
        reject(new CliError('the compiler has ended'));
        this.say('the compiler has ended: nothing is restarted any more');
      };
      this.compiler = new SideProcess({ program: 'compiler.process.js', onMessage, onEnd });
    });
  }

  private show(errors: string): void {
    note(errors);
    this.say('nothing is restarted until that is mended');
  }

  private restartWhatChanged(): void {
    const concerned = APPS.filter((app) => this.runsAny(app, this.changed));
    const files = [...this.changed].map((file) => relative(BUILT, file).replace(/js$/, 'ts'));
    this.changed.clear();
    if (files.length === 0) return;
    this.say(`compiled ${listOf(files)}: ${concerned.length > 0 ? `restarting ${concerned.join(', ')}` : NOBODY}`);
    for (const app of concerned) void this.restart(app);
  }

  private runsAny(app: AppName, files: Set<string>): boolean {
    const closure = importClosure(join(BUILT, 'apps', app, 'src/main.js'));
    return [...files].some((file) => closure.has(file));
  }

  /** The next restart of the same service breaks off one that is under way, whose failure then means nothing. */
  private async restart(app: AppName): Promise<void> {
    const restart = (this.restarts.get(app) ?? 0) + 1;
    this.restarts.set(app, restart);
    try {
      await this.stack.restartPart(app);
    } catch (error) {
      if (this.isRunning && this.restarts.get(app) === restart) this.say(reasonOf(error));
    }
  }
}

const NOBODY = 'no service runs it (the command line does from its next start)';
const MOST_FILES = 3;

const listOf = (files: string[]): string =>
  files.length <= MOST_FILES
    ? files.join(', ')
    : `${files.slice(0, MOST_FILES).join(', ')} and ${files.length - MOST_FILES} more`;
