import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A way to a server that loses an answer when it is told to. */
export async function badNetwork(target) {
  const { hostname, port } = new URL(target);
  const sockets = new Set();
  let cut = false;
  const server = createServer((client) => {
    const gateway = connect(port, hostname);
    client.pipe(gateway);
    gateway.on('data', (answer) => {
      if (cut) client.destroy();
      else client.write(answer);
      cut = false;
    });
    for (const [socket, other] of [
      [client, gateway],
      [gateway, client],
    ]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    loseNextAnswer: () => (cut = true),
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
