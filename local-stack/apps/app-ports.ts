import type { PortVariable, Ports } from '../ports/ports';

const variablesNamed = <Name extends string>(name: Name) =>
  ({ requests: `${name}_PORT`, metrics: `${name}_METRICS_PORT`, inspector: `${name}_INSPECTOR_PORT` }) as const;

/**
 * Our own services, and the variables that hold the ports of each: of its requests, of its metrics, and of its inspector,
 * to which debuggers attach.
 */
export const PORTS_OF = {
  gateway: variablesNamed('GATEWAY'),
  messages: variablesNamed('MESSAGES'),
  users: variablesNamed('USERS'),
  'stream-relay': variablesNamed('STREAM_RELAY'),
  'group-projector': variablesNamed('GROUP_PROJECTOR'),
} satisfies Record<string, Record<string, PortVariable>>;

export type AppName = keyof typeof PORTS_OF;
export const APPS = Object.keys(PORTS_OF) as AppName[];
export const APP_PORTS: PortVariable[] = Object.values(PORTS_OF).flatMap(({ requests, metrics }) => [
  requests,
  metrics,
]);

export const appAddress = (ports: Ports, name: AppName): string => `http://127.0.0.1:${ports[PORTS_OF[name].requests]}`;

export const metricsAddress = (ports: Ports, name: AppName): string =>
  `http://127.0.0.1:${ports[PORTS_OF[name].metrics]}/metrics`;
