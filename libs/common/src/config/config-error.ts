/** Names every variable that is wrong, so that one start is enough to fix them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
