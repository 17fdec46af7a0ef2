import { PAGE_CONFIG, type PageServed } from './page-server';

/*
 * Serves the page as it is saved: what changes is changed in the browser too. What the page asks for goes to the gateway at
 * GATEWAY_PORT.
 */

// A Ctrl-C reaches it as well as its supervisor, which ends it in its turn; or which is gone, however that was.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

void serve();

async function serve(): Promise<void> {
  const { createServer } = await import('vite');
  const server = await createServer({ configFile: PAGE_CONFIG, clearScreen: false });
  await server.listen();
  const served: PageServed = { url: server.resolvedUrls!.local[0]! };
  process.send?.(served);
}
