import {
  type CognitoIdentityProviderClient,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributesByName } from '../cognito/attributes-by-name';
import { asPoolFailure } from '../cognito/pool-failure';

export interface PoolEntry {
  sub: string;
  /** Absent where the pool knows none. */
  handle?: string;
  displayName?: string;
  email?: string;
  status: string;
  createdAt: string;
}

/** As many as Cognito gives at once. */
const PAGE = 60;

/** All users of a pool, page by page. @throws DomainError `service_unavailable` when the pool does not answer. */
export async function* poolPages(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): AsyncGenerator<PoolEntry[]> {
  try {
    for await (const page of paginateListUsers({ client, pageSize: PAGE }, { UserPoolId: userPoolId })) {
      yield (page.Users ?? []).map(toEntry);
    }
  } catch (error) {
    throw asPoolFailure(error);
  }
}

function toEntry({ Attributes, UserStatus, UserCreateDate }: UserType): PoolEntry {
  const { sub, preferred_username, name, email } = attributesByName(Attributes);
  if (!sub) throw new Error('Cognito answered a user without a sub');
  return {
    sub,
    ...(preferred_username && { handle: preferred_username }),
    ...(name && { displayName: name }),
    ...(email && { email }),
    status: UserStatus ?? 'UNKNOWN',
    createdAt: UserCreateDate?.toISOString() ?? '',
  };
}
