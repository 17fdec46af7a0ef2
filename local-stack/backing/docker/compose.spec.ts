import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from './compose';

/** Says where its daemon is, and writes down what it was asked. */
const DOCKER = `#!/bin/sh
echo "$1" >> "$ASKED"
[ "$1" = context ] && echo "$DAEMON"
exit 0
`;

describe('a Docker daemon', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docker-'));
    await writeFile(join(folder, 'docker'), DOCKER);
    await chmod(join(folder, 'docker'), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const answers = (DAEMON: string): Promise<boolean> =>
    dockerAnswers({ PATH: `${folder}:${process.env['PATH']}`, ASKED: join(folder, 'asked'), DAEMON });

  it.each(['unix:///var/run/docker.sock', 'npipe:////./pipe/docker_engine', 'tcp://127.0.0.1:2375'])(
    'of this machine is used: %s',
    async (daemon) => expect(await answers(daemon)).toBe(true),
  );

  it.each(['tcp://192.0.2.1:2376', 'ssh://somebody@production.invalid'])(
    'of another machine is left alone: %s',
    async (daemon) => {
      expect(await answers(daemon)).toBe(false);
      expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('context\n');
    },
  );
});
