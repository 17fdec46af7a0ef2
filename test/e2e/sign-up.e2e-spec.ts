import {
  type CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createCognitoClient } from '../../apps/users/src/cognito/cognito-client';
import { CONFIRMATION_CODE } from '../../local-stack/backing/local/cognito-local';
import { eventually } from '../support/eventually';
import { ask } from '../support/contract/documented-fetch';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

const PASSWORD = 'Babylon-5-station';

describe('a person who signs up', () => {
  let stack: TestStack;
  let cognito: CognitoIdentityProviderClient;
  let andrew: RestClient;

  beforeAll(async () => {
    stack = await startStack({ signUps: true });
    cognito = createCognitoClient({ AWS_REGION: 'us-east-1', COGNITO_ENDPOINT: stack.environment['COGNITO_ENDPOINT'] });
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
  });
  afterAll(async () => {
    await andrew.close();
    cognito.destroy();
    await stack.stop();
  });

  const signUp = async (handle: string, name: string, email = `${handle}@example.com`): Promise<void> => {
    const client = { ClientId: stack.environment['COGNITO_CLIENT_ID']!, Username: email };
    await cognito.send(
      new SignUpCommand({
        ...client,
        Password: PASSWORD,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'name', Value: name },
          { Name: 'preferred_username', Value: handle },
        ],
      }),
    );
    await cognito.send(new ConfirmSignUpCommand({ ...client, ConfirmationCode: CONFIRMATION_CODE }));
  };

  const signIn = async (email: string): Promise<RestClient> =>
    new RestClient(stack.gatewayUrl, await stack.token(email, PASSWORD), { connections: 1 });

  /** As anybody sees them, without signing in. */
  const known = async (handle: string): Promise<unknown> =>
    (await ask(`${stack.gatewayUrl}/api/users/@${handle}/short`)).json();

  it('is a user as soon as they confirm, and can send a message', async () => {
    await signUp('delenn', 'Delenn');
    expect(await known('delenn')).toMatchObject({ handle: 'delenn', display_name: 'Delenn' });

    const delenn = await signIn('delenn@example.com');
    const sent = await delenn.start('andrewbrown', 'Faith manages');
    expect(sent.status).toBe(200);
    expect((await andrew.groups()).body[0]).toMatchObject({ handle: 'delenn', message: 'Faith manages' });
    await delenn.close();
  });

  it('gets in with the first request when the trigger was lost', async () => {
    await stack.kill('users', 'SIGKILL');
    await signUp('lennier', 'Lennier');
    await stack.start('users');
    expect(await known('lennier')).toEqual({});

    const lennier = await signIn('lennier@example.com');
    expect(await lennier.profile()).toMatchObject({
      status: 200,
      body: { handle: 'lennier', display_name: 'Lennier' },
    });
    expect(await known('lennier')).toMatchObject({ display_name: 'Lennier' });
    await lennier.close();
  });

  it('under a taken handle is refused with its code, and the handle stays with its owner', async () => {
    await signUp('Londo', 'Not Londo', 'imposter@example.com');

    const imposter = await signIn('imposter@example.com');
    expect(await imposter.groups()).toMatchObject({ status: 409, body: ['handle_taken'] });
    expect(await known('londo')).toMatchObject({ display_name: 'Londo Mollari' });
    await imposter.close();
  });

  it('is found by others from then on, by the beginning of their handle, with what they say of themselves', async () => {
    await signUp('Zathras_1', 'Zathras');
    const zathras = await signIn('Zathras_1@example.com');
    await zathras.updateProfile({ display_name: 'Zathras', bio: 'Caretaker' });
    const { uuid } = (await zathras.profile()).body;
    const shown = { uuid, handle: 'Zathras_1', display_name: 'Zathras' };

    expect(await andrew.people('@zathras_')).toMatchObject({ status: 200, body: [shown] });
    expect((await andrew.people('zathras%')).body).toEqual([]);
    expect((await zathras.people('zathras')).body).toEqual([]);
    expect((await andrew.person('ZATHRAS_1')).body).toEqual({ ...shown, bio: 'Caretaker' });
    expect(await andrew.person('zathras_2')).toMatchObject({ status: 404, body: ['user_not_found'] });
    await zathras.close();
  });

  it('can change their name, and it shows to everybody they talk with', async () => {
    await signUp('gkar', 'G’Kar');
    const gkar = await signIn('gkar@example.com');
    const { body } = await gkar.start('andrewbrown', 'We will be here');

    const answer = await gkar.updateProfile({ display_name: 'Citizen G’Kar', bio: 'Author' });

    expect(answer).toMatchObject({ status: 200, body: { display_name: 'Citizen G’Kar', bio: 'Author' } });
    await eventually(async () => {
      const row = (await andrew.groups()).body.find(({ uuid }) => uuid === body.message_group_uuid);
      expect(row).toMatchObject({ display_name: 'Citizen G’Kar', handle: 'gkar', message: 'We will be here' });
    });
    await eventually(async () => {
      const sent = await gkar.send(body.message_group_uuid, 'And so will our children');
      expect(sent.body.display_name).toBe('Citizen G’Kar');
    });
    expect(await gkar.updateProfile({ display_name: ' ' })).toMatchObject({
      status: 422,
      body: ['display_name_blank'],
    });
    await gkar.close();
  });
});
