import { Client, DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '@app/common/errors';
import { hostsIn } from '@local-stack/ports/hosts';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';
import { isPassingFailure, tlsAdvice } from '../../../users/src/admin/postgres-failures';
import { isHere, type Place } from '../where/place';
import type { Target } from '../where/target';
import { isFromAws } from './aws-failure';

/** SQLSTATEs: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NO_SUCH_DATABASE = '3D000';
const NO_SUCH_TABLE = '42P01';
/** A column, or a function. */
const OLDER_SCHEMA = ['42703', '42883'];
const REFUSED_CREDENTIALS = /^28/;

/** @throws CliError where nothing says which database, which happens behind `--prod` alone. */
export function databaseUrl({ DATABASE_URL }: Target): string {
  if (DATABASE_URL) return DATABASE_URL;
  throw new CliError('DATABASE_URL is not set, and --prod takes no other word for it', { exitCode: EXIT.wrongUse });
}

export function databaseOf(target: Target): Place {
  const url = databaseUrl(target);
  const { database = '' } = new Client(url);
  return {
    isOnThisMachine: isHere('DATABASE_URL', url),
    name: database,
    description: `database ${database} (${hostsIn.DATABASE_URL(url).join(', ')})`,
  };
}

/** Runs work on the database, and tells in one line what keeps it from that. */
export async function withPostgres<Answer>(
  target: Target,
  work: (databaseUrl: string) => Promise<Answer>,
): Promise<Answer> {
  const url = databaseUrl(target);
  try {
    return await work(url);
  } catch (error) {
    throw asPostgresFailure(error, new Client(url));
  }
}

function asPostgresFailure(error: unknown, { host, port, user, database }: Client): unknown {
  const cause = causeOf(error);
  if (error instanceof CliError || isFromAws(cause)) return error;
  if (isPassingFailure(cause)) {
    const message = `Postgres does not answer at ${host}:${port}: ${reasonOf(cause)}${tlsAdvice(cause)}`;
    return new CliError(message, { exitCode: EXIT.unavailable, cause: error });
  }
  if (!(cause instanceof DatabaseError)) return error;
  const { code = '' } = cause;
  if (REFUSED_CREDENTIALS.test(code))
    return new CliError(`Postgres refuses ${user}: ${cause.message}`, { cause: error });
  const missing = { exitCode: EXIT.notFound, cause: error };
  if (code === NO_SUCH_DATABASE) {
    return new CliError(`there is no database ${database} at ${host}:${port}: cruddur db create makes it`, missing);
  }
  if (code === NO_SUCH_TABLE) {
    return new CliError(`the database ${database} lacks its tables: cruddur db migrate makes them`, missing);
  }
  if (OLDER_SCHEMA.includes(code)) {
    return new CliError(`the database ${database} lacks a migration: cruddur db migrate applies it`, missing);
  }
  return error;
}

function causeOf(error: unknown): unknown {
  if (error instanceof DomainError && error.cause) return causeOf(error.cause);
  return error instanceof QueryFailedError ? error.driverError : error;
}
