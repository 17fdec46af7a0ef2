import type { AppName } from '../apps/app-ports';
import { CONFIGURATION_OF } from '../apps/app-variables';

/** By service what its `<app>.config.ts` reads, as far as it is set. */
export type AppEnvironments = Record<AppName, Record<string, string>>;

/** What each service takes of the environment that all are started with. */
export const appEnvironments = (environment: NodeJS.ProcessEnv): AppEnvironments =>
  Object.fromEntries(
    Object.entries(CONFIGURATION_OF).map(([app, variables]) => [app, only(Object.keys(variables), environment)]),
  ) as AppEnvironments;

const only = (names: string[], environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
