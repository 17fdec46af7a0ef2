import { once } from 'node:events';
import { type MessageEvent, WebSocket } from 'undici';

interface Target {
  type: string;
  webSocketDebuggerUrl: string;
}

/** What a debugger finds at this port. */
export const inspectorTargets = async (port: string | number): Promise<Target[]> =>
  (await fetch(`http://127.0.0.1:${port}/json`)).json() as Promise<Target[]>;

/** The value of an expression in an inspected process. */
export async function evaluated(url: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const params = { expression, returnByValue: true, includeCommandLineAPI: true };
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  const [event] = (await once(socket, 'message')) as [MessageEvent<string>];
  socket.close();
  return (JSON.parse(event.data) as { result: { result: { value: unknown } } }).result.result.value;
}
