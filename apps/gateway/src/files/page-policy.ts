/** What a page may do: run and show what comes from here, and ask the pool for a token. */
export const pagePolicy = (signInUrl: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${signInUrl === undefined ? '' : ` ${new URL(signInUrl).origin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join(';');
