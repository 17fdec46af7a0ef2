import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';
import { reasonOf } from '../terminal/reason-of';
import { ExternalService } from './external-service';
import type { Part } from './part';

export interface PartStatus {
  name: string;
  /** Unknown of what an earlier start has left behind. */
  address: string | null;
  pid: number | null;
  /** `ok`, or why not. */
  health: string;
  log: string | null;
}

/**
 * The parts that run together. They are stopped in the reverse order of their start: what takes requests first, what
 * others lean on last.
 */
export class Stack {
  private readonly stages: Part[][] = [];
  private stopping = false;

  constructor(private readonly say: (line: string) => void) {}

  /** Starts these together. Those that run when one fails keep running, for `stop` to stop. */
  async start(parts: Part[]): Promise<void> {
    await Promise.all(this.begin(parts).values());
  }

  /** Starts these together. By name a promise that resolves when that part answers. */
  begin(parts: Part[]): Map<string, Promise<void>> {
    if (this.stopping) throw new CliError('the stack is stopping');
    this.stages.push(parts);
    return new Map(parts.map((part) => [part.name, this.startPart(part)]));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const stage of this.stages.toReversed()) {
      const failed = (await Promise.all(stage.map((part) => this.stopOne(part)))).filter((name) => name !== undefined);
      const stopped = stage.map(({ name }) => name).filter((name) => !failed.includes(name));
      if (stopped.length > 0) this.say(`stopped ${stopped.join(', ')}`);
    }
  }

  async kill(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.parts().map((part) => part.kill('SIGKILL')));
  }

  status(): Promise<PartStatus[]> {
    return Promise.all(
      this.parts().map(async (part) => ({
        name: part.name,
        address: withoutPassword(part.address),
        pid: (await part.pid()) ?? null,
        health: await part.probe().then(() => 'ok', reasonOf),
        log: part.logFile ?? null,
      })),
    );
  }

  async stopPart(name: string): Promise<void> {
    await this.own(name).stop();
    this.say(`${name} stopped, as asked`);
  }

  /**
   * `inspect` says whether a debugger can attach from now on; absent: as before.
   * @returns the port at which one can.
   */
  async restartPart(name: string, { inspect }: { inspect?: boolean } = {}): Promise<number | undefined> {
    const part = this.own(name);
    if (inspect && !part.inspectorPort)
      throw new CliError(`${name} is no service of ours, so no debugger attaches to it`);
    part.isInspected = inspect ?? part.isInspected;
    await part.stop();
    await this.startPart(part);
    return part.isInspected ? part.inspectorPort : undefined;
  }

  private parts(): Part[] {
    return this.stages.flat();
  }

  private own(name: string): Part {
    const part = this.parts().find((candidate) => candidate.name === name);
    if (!part) throw unknownPart(name, this.parts());
    if (part instanceof ExternalService) throw new CliError(`${name} was not started here, so it is not stopped here`);
    return part;
  }

  /** Those that can be stopped are stopped in any case. @returns its name if it cannot. */
  private async stopOne(part: Part): Promise<string | undefined> {
    try {
      await part.stop();
      return undefined;
    } catch (error) {
      this.say(`${part.name} cannot be stopped: ${reasonOf(error)}`);
      return part.name;
    }
  }

  private async startPart(part: Part): Promise<void> {
    const startedAt = performance.now();
    await part.start();
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    this.say(`${part.name} ready at ${withoutPassword(part.address)} (${seconds} s)`);
  }
}

export const unknownPart = (name: string, parts: { name: string }[]): CliError =>
  new CliError(`nothing here is called ${name}; there are ${parts.map((part) => part.name).join(', ')}`, {
    exitCode: EXIT.notFound,
  });

const withoutPassword = (address: string): string => address.replace(/:[^:@/]*@/, '@');
