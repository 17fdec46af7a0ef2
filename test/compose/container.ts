import { runCommand } from '../../local-stack/system/run-command';

/** What `docker inspect` tells of a container, as far as these tests look. */
export interface Container {
  Name: string;
  RestartCount: number;
  State: { Status: string; ExitCode: number; Pid: number; StartedAt: string; Health?: { Status: string } };
  Config: { User: string; Image: string; Env: string[] };
  HostConfig: {
    ReadonlyRootfs: boolean;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    Memory: number;
    RestartPolicy: { Name: string };
    PortBindings: Record<string, { HostIp: string }[]> | null;
  };
}

export const docker = async (...args: string[]): Promise<string> => (await runCommand('docker', args)).stdout.trim();

export async function inspect(ids: string[]): Promise<Container[]> {
  return ids.length === 0 ? [] : (JSON.parse(await docker('inspect', ...ids)) as Container[]);
}

/** The image of our own services and tasks. */
export const IMAGE = 'cruddur-messages';

/** Runs a program in Node, in a new container of our image, which has no need of a shell. */
export const runInImage = (program: string, ...options: string[]): Promise<string> =>
  docker('run', '--rm', '--entrypoint=node', ...options, IMAGE, '-e', program);

/** Ends the first process of a container as a crash does: what Docker itself kills counts as stopped by hand, and stays so. */
export async function crash({ State }: Container): Promise<void> {
  await runInImage(`process.kill(${State.Pid}, 'SIGKILL')`, '--pid=host', '--user=root');
}
