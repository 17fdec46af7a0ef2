import { type CognitoConfig } from '../cognito/cognito-client';
import { PatientRetries } from './patient-retries';
import { type PoolEntry, poolPages } from './pool-pages';
import { withCognito } from './with-cognito';

export interface ReadPool {
  cognito: CognitoConfig;
  userPoolId: string;
  /** Told how many have been read so far. */
  progress?: (read: number) => void;
}

/** Everybody in a pool, however many they are. @throws DomainError `service_unavailable` when it does not answer. */
export const readPool = ({ cognito, userPoolId, progress }: ReadPool): Promise<PoolEntry[]> =>
  withCognito(
    cognito,
    async (client) => {
      const entries: PoolEntry[] = [];
      for await (const page of poolPages(client, userPoolId)) {
        entries.push(...page);
        progress?.(entries.length);
      }
      return entries;
    },
    { retryStrategy: new PatientRetries() },
  );
