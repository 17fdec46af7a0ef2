/* global SwaggerUIBundle */

/** As the document names it. */
const SECURITY_SCHEME = 'accessToken';

const form = document.querySelector('#sign-in');

const page = SwaggerUIBundle({
  url: 'openapi.json',
  domNode: document.querySelector('#operations'),
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // It would send the document to a service elsewhere.
  validatorUrl: 'none',
  onComplete: offerSignIn,
});

/** Where the gateway says at which pool. Without one, the page takes a token that was got elsewhere. */
async function offerSignIn() {
  const { sign_in: pool } = await (await fetch('docs/settings.json')).json();
  if (!pool) return;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { email, password, outcome } = form.elements;
    outcome.value = 'signing in …';
    try {
      page.preauthorizeApiKey(SECURITY_SCHEME, await accessToken(pool, email.value, password.value));
      outcome.value = `signed in as ${email.value}`;
      password.value = '';
    } catch (error) {
      outcome.value = error.message;
    }
  });
}

/** Signs in at a Cognito user pool by a password. The token stays in this page's memory. */
async function accessToken({ endpoint, client_id: clientId }, email, password) {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  const { AuthenticationResult: result, ChallengeName: challenge, message } = await answer.json();
  if (result) return result.AccessToken;
  throw new Error(challenge ? `the pool asks for more than a password: ${challenge}` : (message ?? 'the pool refuses'));
}
