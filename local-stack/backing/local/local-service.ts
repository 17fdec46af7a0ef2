import type { ProcessDefinition } from '../../supervision/process-definition';

export interface LocalServiceSettings {
  dataFolder: string;
  /** Whether DynamoDB Local forgets everything when it ends; it is faster so. */
  inMemory?: boolean;
  port: number;
  /** Where the users service will listen. */
  usersPort: number;
  /** Kafka's and DynamoDB Local's. */
  jars: string;
}

/** How a backing service runs as a process of this machine. */
export type LocalService = (
  settings: LocalServiceSettings,
) => Pick<ProcessDefinition, 'command' | 'args' | 'folder' | 'prepare'> & { environment?: Record<string, string> };
