import { mkdir, rm } from 'node:fs/promises';
import fastify, { type FastifyInstance } from 'fastify';
import type { Stack } from '../supervision/stack';
import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';
import { reasonOf } from '../terminal/reason-of';
import { controlSocket } from './control-socket';
import type { AppEnvironments } from './app-environments';
import type { StackVariables } from './stack-variables';

interface Orders {
  variables: () => StackVariables | undefined;
  environments: () => AppEnvironments | undefined;
  stop: () => void;
}

/** HTTP on a unix socket, by which other `cruddur` commands see and steer this stack. */
export async function serveControl(
  folder: string,
  stack: Stack,
  { variables, environments, stop }: Orders,
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
  server.post<{ Params: { name: string }; Querystring: { inspect?: string } }>(
    '/parts/:name/restart',
    async ({ params, query }) => ({
      inspectorPort: await stack.restartPart(params.name, { inspect: query.inspect === 'true' }),
    }),
  );
  server.get('/variables', () => variables() ?? stillStarting());
  server.get('/environments', () => environments() ?? stillStarting());
  const path = controlSocket(folder);
  await mkdir(folder, { recursive: true });
  await rm(path, { force: true });
  await server.listen({ path });
  return server;
}

function stillStarting(): never {
  throw new CliError('the stack is still starting');
}
