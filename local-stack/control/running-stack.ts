import { existsSync } from 'node:fs';
import { endLeftover, endLeftovers, findLeftovers, type Leftover } from '../supervision/leftovers';
import { logFileOf } from '../supervision/log-file';
import { type PartStatus, unknownPart } from '../supervision/stack';
import { note } from '../terminal/terminal';
import { ControlClient, noStack } from './control-client';

/** The stack of a folder as other commands see it: with a supervisor, or what is left of one that was killed. */
export class RunningStack {
  private readonly supervisor: ControlClient;

  constructor(private readonly folder: string) {
    this.supervisor = new ControlClient(folder);
  }

  async isSupervised(): Promise<boolean> {
    return (await this.supervisor.runningPid()) !== undefined;
  }

  /** @throws CliError where nothing runs. */
  async parts(): Promise<PartStatus[]> {
    if (await this.isSupervised()) return this.supervisor.status();
    return (await this.leftovers()).map(({ name, pid }) => {
      const log = logFileOf(this.folder, name);
      return { name, address: null, pid, health: 'left behind', log: existsSync(log) ? log : null };
    });
  }

  /** @throws CliError where nothing runs. */
  async stop(): Promise<void> {
    if (await this.isSupervised()) return this.supervisor.stopAll();
    await this.leftovers();
    await endLeftovers(this.folder, note);
  }

  /** @throws CliError where it does not run, or nothing does. */
  async stopPart(name: string): Promise<void> {
    if (await this.isSupervised()) return this.supervisor.stop(name);
    const leftovers = await this.leftovers();
    const leftover = leftovers.find((candidate) => candidate.name === name);
    if (!leftover) throw unknownPart(name, leftovers);
    await endLeftover(leftover);
  }

  private async leftovers(): Promise<Leftover[]> {
    const leftovers = await findLeftovers(this.folder);
    if (leftovers.length === 0) throw noStack();
    return leftovers;
  }
}
