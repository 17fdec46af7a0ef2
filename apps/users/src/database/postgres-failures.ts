import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';

/**
 * SQLSTATEs that may pass: lost connections (08), a server short of resources (53), stopping, starting or cancelling
 * (57), transactions that met (40), and a standby that is not yet the primary (25006).
 */
const PASSING_STATES = /^(08|40|53|57|25006)/;

/** What the driver and the sockets throw, always about the connection; a mistake in the code has a name of its own. */
const CONNECTION_ERRORS = ['Error', 'AggregateError'];

/** Whether the same request may succeed later. */
export function isPassingFailure(error: unknown): boolean {
  const cause = driverErrorOf(error);
  if (cause instanceof DatabaseError) return PASSING_STATES.test(cause.code ?? '');
  return types.isNativeError(cause) && CONNECTION_ERRORS.includes(cause.name);
}

/** The constraint that refused a write because another row has the value. */
export function violatedUniqueness(error: unknown): string | undefined {
  const cause = driverErrorOf(error);
  return cause instanceof DatabaseError && cause.code === '23505' ? cause.constraint : undefined;
}

/** What Node, OpenSSL and the driver say of a server that does not prove who it is, or speaks no TLS. */
const TLS_FAILURE = /certificate|altnames|SSL/i;

/** The variable to look at, behind what a connection by TLS has failed with; nothing behind any other failure. */
export function tlsAdvice(error: unknown): string {
  const cause = driverErrorOf(error);
  const isTls = types.isNativeError(cause) && TLS_FAILURE.test(cause.message);
  return isTls ? ' (see sslmode and sslrootcert in DATABASE_URL)' : '';
}

const driverErrorOf = (error: unknown): unknown => (error instanceof QueryFailedError ? error.driverError : error);
