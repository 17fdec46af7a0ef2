import { z } from 'zod';
import { ConfigError } from './config-error';
import { rulesOf } from './rules';

export type Environment = Record<string, string | undefined>;

/**
 * Reads the variables that `shape` names and derives their typed values.
 * An empty variable counts as absent, as in a `.env` file with nothing behind the `=`.
 *
 * @throws ConfigError listing each bad variable, what is wrong with it and what it is for.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment = process.env,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const parsed = z
    .object(shape)
    .superRefine((config, context) => rulesOf(shape).forEach((rule) => rule(config, context)))
    .safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const purpose = z.globalRegistry.get(shape[name] as z.ZodType)?.description;
    return `  ${name}: ${issue.message}${purpose ? ` (${purpose})` : ''}`;
  });
  throw new ConfigError(`The configuration is not usable:\n${lines.join('\n')}`);
}
