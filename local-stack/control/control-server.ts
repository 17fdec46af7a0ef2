import { mkdir, rm } from 'node:fs/promises';
import fastify, { type FastifyInstance } from 'fastify';
import type { Stack } from '../supervision/stack';
import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';
import { reasonOf } from '../terminal/reason-of';
import { controlSocket } from './control-socket';
import type { StackVariables } from './stack-variables';

/** HTTP on a unix socket, by which other `cruddur` commands see and steer this stack. */
export async function serveControl(
  folder: string,
  stack: Stack,
  { variables, stop }: { variables: () => StackVariables | undefined; stop: () => void },
): Promise<FastifyInstance> {
  const server = fastify();
  server.setErrorHandler((error, _request, reply) =>
    error instanceof CliError
      ? reply.status(409).send({ error: reasonOf(error), exitCode: error.exitCode })
      : reply.status(500).send({ error: reasonOf(error), exitCode: EXIT.failed }),
  );
  server.get('/', () => ({ pid: process.pid }));
  server.post('/stop', () => {
    stop();
    return { pid: process.pid };
  });
  server.get('/parts', () => stack.status());
  server.post<{ Params: { name: string } }>('/parts/:name/stop', ({ params }) => stack.stopPart(params.name));
  server.post<{ Params: { name: string } }>('/parts/:name/restart', ({ params }) => stack.restartPart(params.name));
  server.get('/variables', () => {
    const known = variables();
    if (!known) throw new CliError('the stack is still starting');
    return known;
  });
  const path = controlSocket(folder);
  await mkdir(folder, { recursive: true });
  await rm(path, { force: true });
  await server.listen({ path });
  return server;
}
