import { isPassingFailure } from '@app/common/dynamodb/failures';
import { DomainError } from '@app/common/errors';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { reasonOf } from '@local-stack/terminal/reason-of';

export interface AwsService {
  name: string;
  region: string;
  /** Absent on AWS. */
  endpoint: string | undefined;
  /** For a thing that does not exist: what it is, and what makes it. */
  missing: string;
}

const REFUSED_CREDENTIALS =
  /^(CredentialsProvider|UnrecognizedClient|InvalidSignature|AccessDenied|ExpiredToken|MissingAuthentication|InvalidClientTokenId)/;

export const whereIs = ({ endpoint, region }: Pick<AwsService, 'endpoint' | 'region'>): string =>
  endpoint ?? `AWS ${region}`;

/** What a person can mend as a `CliError`; everything else as it is. */
export function asAwsFailure(error: unknown, service: AwsService): unknown {
  const where = whereIs(service);
  const cause = error instanceof DomainError ? error.cause : error;
  if (isFromAws(cause) && isPassingFailure(cause)) {
    const message = `${service.name} does not answer at ${where}: ${reasonOf(cause)}`;
    return new CliError(message, { exitCode: EXIT.unavailable, cause: error });
  }
  if (!(error instanceof Error)) return error;
  if (error.name === 'ResourceNotFoundException') {
    return new CliError(`${service.missing} (${where})`, { exitCode: EXIT.notFound, cause: error });
  }
  if (REFUSED_CREDENTIALS.test(error.name)) {
    return new CliError(`${service.name} refuses the credentials (${where}): ${reasonOf(error)}`, { cause: error });
  }
  return isRefusal(error) ? new CliError(`${service.name} refuses this: ${reasonOf(error)}`, { cause: error }) : error;
}

/** Tells AWS's failures from those of others, such as Postgres, behind the same work. */
export const isFromAws = (error: unknown): boolean => error instanceof Error && '$metadata' in error;

const isRefusal = (error: Error): boolean => isFromAws(error) && '$fault' in error && error.$fault === 'client';
