import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUsersCommand,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { normalHandle } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';

export interface UserPoolIds {
  userPoolId: string;
  clientId: string;
}

export interface PoolUser {
  handle: string;
  displayName: string;
  email: string;
}

/** What AWS and cognito-local, which differ here, call a wrong password or an unknown user. */
const SIGN_IN_REFUSALS = ['NotAuthorizedException', 'InvalidPasswordException', 'UserNotFoundException'];

/** A pool whose users sign in with their email; the pool names them by their `sub`, their handle is an attribute. */
export class UserPool {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly ids: UserPoolIds,
  ) {}

  /** Creates the user unless the email is there already, and makes the password theirs. Returns their `sub`. */
  async ensureUser(user: PoolUser, password: string): Promise<string> {
    const sub = await this.createOrFind(user);
    await this.setPassword(user.email, password);
    return sub;
  }

  /** Returns the new user's `sub`. @throws DomainError `email_taken`. */
  async create(user: PoolUser): Promise<string> {
    try {
      const { User } = await this.client.send(
        new AdminCreateUserCommand({
          ...this.member(user.email),
          MessageAction: 'SUPPRESS',
          UserAttributes: [
            { Name: 'email', Value: user.email },
            { Name: 'email_verified', Value: 'true' },
            { Name: 'name', Value: user.displayName },
            { Name: 'preferred_username', Value: user.handle },
          ],
        }),
      );
      return subOf(User?.Attributes);
    } catch (error) {
      throw error instanceof UsernameExistsException ? new DomainError('email_taken', { cause: error }) : error;
    }
  }

  async setPassword(email: string, password: string): Promise<void> {
    await this.client.send(
      new AdminSetUserPasswordCommand({ ...this.member(email), Password: password, Permanent: true }),
    );
  }

  async delete(email: string): Promise<void> {
    await this.client.send(new AdminDeleteUserCommand(this.member(email)));
  }

  /**
   * Signs in whoever has this handle or email.
   * @throws DomainError `user_not_found` for an unknown handle, `unauthorized` when the pool refuses the sign-in.
   */
  async accessToken(handleOrEmail: string, password: string): Promise<string> {
    const name = normalHandle(handleOrEmail);
    const username = name.includes('@') ? name : await this.usernameOf(name);
    const token = await this.signIn(username, password);
    if (!token) throw new DomainError('unauthorized', { detail: `The user pool asks ${handleOrEmail} for more` });
    return token;
  }

  private async createOrFind(user: PoolUser): Promise<string> {
    try {
      return await this.create(user);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return subOf((await this.client.send(new AdminGetUserCommand(this.member(user.email)))).UserAttributes);
    }
  }

  private async usernameOf(handle: string): Promise<string> {
    const { Users } = await this.client.send(
      new ListUsersCommand({
        UserPoolId: this.ids.userPoolId,
        Filter: `preferred_username = "${handle.replace(/["\\]/g, '\\$&')}"`,
        Limit: 1,
      }),
    );
    const username = Users?.[0]?.Username;
    if (!username) throw new DomainError('user_not_found', { detail: `The user pool knows no ${handle}` });
    return username;
  }

  private async signIn(username: string, password: string): Promise<string | undefined> {
    try {
      const { AuthenticationResult } = await this.client.send(
        new InitiateAuthCommand({
          ClientId: this.ids.clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      );
      return AuthenticationResult?.AccessToken;
    } catch (error) {
      if (!(error instanceof Error) || !SIGN_IN_REFUSALS.includes(error.name)) throw error;
      throw new DomainError('unauthorized', { detail: 'Wrong user name or password', cause: error });
    }
  }

  private member(username: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.ids.userPoolId, Username: username };
  }
}

function subOf(attributes: AttributeType[] | undefined): string {
  const sub = attributes?.find(({ Name }) => Name === 'sub')?.Value;
  if (!sub) throw new Error('Cognito answered a user without a sub');
  return sub;
}
