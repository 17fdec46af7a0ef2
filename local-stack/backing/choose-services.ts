import { CliError } from '../terminal/cli-error';
import { reasonOf } from '../terminal/reason-of';
import { BACKING_SERVICES, BACKING_SERVICE_NAMES, type BackingServiceName } from './backing-services';

export type Way = 'docker' | 'local';

export interface Choice {
  /** Named by the environment; they run already. */
  external: BackingServiceName[];
  /** To be started here. */
  own: BackingServiceName[];
  way: Way;
  /** For people: what was taken, and why. */
  line: string;
}

export interface Docker {
  answers: () => Promise<boolean>;
  /** Rejects when an image is neither there nor to be had. */
  provideImages: (services: BackingServiceName[]) => Promise<void>;
}

/** Endpoints in the environment win, each on its own; then Docker where it works; then local processes. */
export async function chooseServices(
  given: Partial<Record<string, unknown>>,
  forced: Way | undefined,
  docker: Docker,
): Promise<Choice> {
  const external = BACKING_SERVICE_NAMES.filter((name) => given[BACKING_SERVICES[name].variable]);
  const own = BACKING_SERVICE_NAMES.filter((name) => !external.includes(name));
  const { way, why } = own.length === 0 ? { way: 'local' as const, why: '' } : await chooseWay(own, forced, docker);
  return { external, own, way, line: lineOf(external, own, way, why) };
}

async function chooseWay(
  own: BackingServiceName[],
  forced: Way | undefined,
  docker: Docker,
): Promise<{ way: Way; why: string }> {
  if (forced === 'local') return { way: 'local', why: 'as asked' };
  if (!(await docker.answers())) {
    if (forced)
      throw new CliError('No Docker daemon with the Compose plugin answers. Start Docker, or use --services local.');
    return { way: 'local', why: 'no Docker daemon answers' };
  }
  try {
    await docker.provideImages(own);
  } catch (error) {
    if (forced) throw new CliError(`Docker cannot get the images: ${lastLineOf(error)}`);
    return { way: 'local', why: `Docker cannot get the images: ${lastLineOf(error)}` };
  }
  return { way: 'docker', why: forced ? 'as asked' : 'a Docker daemon answers' };
}

function lineOf(external: BackingServiceName[], own: BackingServiceName[], way: Way, why: string): string {
  const from = external.map((name) => `${name} as ${BACKING_SERVICES[name].variable} says`);
  const how = { docker: 'Docker Compose', local: 'local processes' }[way];
  if (own.length > 0) from.push(`${own.join(', ')} as ${how} (${why})`);
  return `backing services: ${from.join('; ')}`;
}

/** Docker's own reason is the last thing that it writes. */
const lastLineOf = (error: unknown): string => {
  const written = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
  return written ? written.trim() : reasonOf(error);
};
