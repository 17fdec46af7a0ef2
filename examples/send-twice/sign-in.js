const { COGNITO_ENDPOINT, COGNITO_CLIENT_ID } = process.env;

/** Asks the user pool for a token, as the client wants it: with the time at which it expires. */
export async function signIn(email, password) {
  const answer = await fetch(COGNITO_ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: COGNITO_CLIENT_ID,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  if (!answer.ok) throw new Error(`the user pool refuses: ${await answer.text()}`);
  const { AuthenticationResult: result } = await answer.json();
  return { token: result.AccessToken, expiresAt: Date.now() + (result.ExpiresIn ?? 3600) * 1000 };
}
