import { isElsewhere } from '../../ports/this-machine';
import { PROJECT_ROOT } from '../../settings/project';
import { runCommand } from '../../system/run-command';

/** `docker compose` on this repository's file, whose ports and project name come from `environment`. */
export class Compose {
  constructor(readonly environment: NodeJS.ProcessEnv) {}

  async run(...args: string[]): Promise<string> {
    const options = { environment: this.environment, folder: PROJECT_ROOT };
    return (await runCommand('docker', ['compose', ...args], options)).stdout.trim();
  }

  async runningServices(): Promise<string[]> {
    return (await this.run('ps', '--services', '--status', 'running')).split('\n').filter(Boolean);
  }

  /** Pulls what is not there yet; rejects when an image can neither be found nor pulled. */
  async provideImages(services: string[], say: (line: string) => void): Promise<void> {
    const images = (await this.run('config', '--images', ...services)).split('\n');
    const found = await Promise.all(images.map((image) => this.hasImage(image)));
    if (found.every(Boolean)) return;
    say('pulling images');
    await this.run('pull', '--policy', 'missing', '--quiet', ...services);
  }

  /** Containers and data. */
  async forget(): Promise<void> {
    await this.run('down', '--volumes');
  }

  private hasImage(image: string): Promise<boolean> {
    return runCommand('docker', ['image', 'inspect', image], { environment: this.environment }).then(
      () => true,
      () => false,
    );
  }
}

/**
 * Whether a Docker daemon of this machine answers and the Compose plugin is there. Another machine's would not publish its
 * ports here, and what runs there is not ours to forget: it is not even asked.
 */
export async function dockerAnswers(environment: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    if (isElsewhere(await daemonHost(environment))) return false;
    await Promise.all([
      runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { environment }),
      runCommand('docker', ['compose', 'version'], { environment }),
    ]);
    return true;
  } catch {
    return false;
  }
}

/** Docker keeps it in its contexts and in DOCKER_HOST: `unix:///run/docker.sock`, `tcp://192.0.2.1:2376`. */
async function daemonHost(environment: NodeJS.ProcessEnv): Promise<string> {
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const { hostname } = new URL((await runCommand('docker', args, { environment })).stdout.trim());
  return hostname || 'localhost';
}
