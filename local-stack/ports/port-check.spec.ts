import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { checkPorts, portTakenMessage } from './port-check';
import { freeStackPorts } from './ports';

describe('the check of the ports', () => {
  const servers: Server[] = [];
  const listen = async (host: string): Promise<number> => {
    const server = createServer().listen(0, host);
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
  });

  it('passes when all of them are free', async () => {
    const ports = await freeStackPorts();
    await expect(checkPorts(ports, ['KAFKA_PORT', 'GATEWAY_PORT'])).resolves.toBeUndefined();
  });

  it.each(['127.0.0.1', '0.0.0.0'])('names every port that is taken on %s, and its variable', async (host) => {
    const ports = { ...(await freeStackPorts()), KAFKA_PORT: await listen(host), USERS_PORT: await listen(host) };
    const failure = checkPorts(ports, ['KAFKA_PORT', 'USERS_PORT', 'GATEWAY_PORT']);
    await expect(failure).rejects.toThrow(`Port ${ports.KAFKA_PORT} is in use`);
    await expect(failure).rejects.toThrow(`Port ${ports.USERS_PORT} is in use`);
    await expect(failure).rejects.not.toThrow('GATEWAY_PORT');
  });

  it('does not look at a port that nothing here will take', async () => {
    const ports = { ...(await freeStackPorts()), POSTGRES_PORT: await listen('127.0.0.1') };
    await expect(checkPorts(ports, ['KAFKA_PORT'])).resolves.toBeUndefined();
  });

  it('tells who has the port, where the system says so', async () => {
    const ports = { ...(await freeStackPorts()), KAFKA_PORT: await listen('127.0.0.1') };
    await expect(checkPorts(ports, ['KAFKA_PORT'])).rejects.toThrow(`(pid ${process.pid})`);
  });

  it('says how to move the port', () => {
    expect(portTakenMessage('GATEWAY_PORT', 4567, 'node (pid 1)')).toBe(
      'Port 4567 is in use by node (pid 1): stop that, or choose another with GATEWAY_PORT, as in GATEWAY_PORT=5567',
    );
    expect(portTakenMessage('GATEWAY_PORT', 4567)).toContain('Port 4567 is in use: stop that');
  });
});
