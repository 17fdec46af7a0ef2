import { DEFAULT_METRICS_PORTS, DEFAULT_PORTS } from '@app/common/config';
import { freePorts } from './free-port';

/** Every port of a local stack, by the variable that moves it. */
export const STACK_PORTS = {
  DYNAMODB_PORT: 8000,
  KAFKA_PORT: 9092,
  POSTGRES_PORT: 5432,
  COGNITO_PORT: 9229,
  GATEWAY_PORT: DEFAULT_PORTS.gateway,
  MESSAGES_PORT: DEFAULT_PORTS.messages,
  USERS_PORT: DEFAULT_PORTS.users,
  STREAM_RELAY_PORT: DEFAULT_PORTS.streamRelay,
  GROUP_PROJECTOR_PORT: DEFAULT_PORTS.groupProjector,
  GATEWAY_METRICS_PORT: DEFAULT_METRICS_PORTS.gateway,
  MESSAGES_METRICS_PORT: DEFAULT_METRICS_PORTS.messages,
  USERS_METRICS_PORT: DEFAULT_METRICS_PORTS.users,
  STREAM_RELAY_METRICS_PORT: DEFAULT_METRICS_PORTS.streamRelay,
  GROUP_PROJECTOR_METRICS_PORT: DEFAULT_METRICS_PORTS.groupProjector,
  GATEWAY_INSPECTOR_PORT: 9667,
  MESSAGES_INSPECTOR_PORT: 9671,
  USERS_INSPECTOR_PORT: 9672,
  STREAM_RELAY_INSPECTOR_PORT: 9673,
  GROUP_PROJECTOR_INSPECTOR_PORT: 9674,
} as const;

export type PortVariable = keyof typeof STACK_PORTS;
const STACK_PORT_VARIABLES = Object.keys(STACK_PORTS) as PortVariable[];

export type Ports = Record<PortVariable, number>;

/** The stack's ports among other settings. */
export const portsOf = (settings: Ports): Ports =>
  Object.fromEntries(STACK_PORT_VARIABLES.map((name) => [name, settings[name]])) as Ports;

/** As environment variables, for child processes. */
export const portEnvironment = (ports: Ports): Record<PortVariable, string> =>
  Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])) as Record<PortVariable, string>;

/** A whole set that nobody listens on, for a stack beside others. */
export async function freeStackPorts(): Promise<Ports> {
  const free = await freePorts(STACK_PORT_VARIABLES.length);
  return Object.fromEntries(STACK_PORT_VARIABLES.map((name, index) => [name, free[index]])) as Ports;
}
