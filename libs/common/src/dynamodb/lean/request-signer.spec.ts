import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Credentials, RequestSigner } from './request-signer';

const REQUEST = {
  host: 'dynamodb.eu-central-1.amazonaws.com',
  path: '/',
  contentType: 'application/x-amz-json-1.0',
  target: 'DynamoDB_20120810.PutItem',
  body: JSON.stringify({ TableName: 'cruddur-messages', Item: { message: { S: 'Grüße 🦊' } } }),
};
const LASTING: Credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
const PASSING: Credentials = { ...LASTING, secretAccessKey: 'other', sessionToken: 'token' };

/** As the SDK signs the same headers. */
async function authorizationBySdk(credentials: Credentials, date: Date): Promise<string | undefined> {
  const region = 'eu-central-1';
  const { sessionToken, ...keys } = credentials;
  const identity = { ...keys, ...(sessionToken && { sessionToken }) };
  const signer = new SignatureV4({
    credentials: identity,
    region,
    service: 'dynamodb',
    sha256: Sha256,
    applyChecksum: false,
  });
  const { host, path, contentType, target, body } = REQUEST;
  const headers = { host, 'content-type': contentType, 'x-amz-target': target };
  const request = { method: 'POST', protocol: 'https:', hostname: host, path, headers, body };
  return (await signer.sign(request, { signingDate: date })).headers['authorization'];
}

describe('a signature', () => {
  const signer = new RequestSigner('eu-central-1');

  it.each([
    ['lasting credentials', LASTING, '2026-01-01T00:00:00.000Z'],
    ['the same key, later on the day', LASTING, '2026-01-01T23:59:59.999Z'],
    ['the next day', LASTING, '2026-01-02T00:00:00.000Z'],
    ['credentials with a session token', PASSING, '2026-01-02T00:00:00.000Z'],
    ['other credentials on the same day', LASTING, '2026-01-02T08:00:00.000Z'],
  ])("is the SDK's, with %s", async (_what, credentials, time) => {
    const date = new Date(time);
    expect(signer.sign(REQUEST, credentials, date)['authorization']).toBe(await authorizationBySdk(credentials, date));
  });

  it('stands beside the headers that it signs', () => {
    const headers = signer.sign(REQUEST, PASSING, new Date('2026-01-01T08:09:10.111Z'));
    expect(headers).toMatchObject({
      'content-type': REQUEST.contentType,
      'x-amz-target': REQUEST.target,
      'x-amz-date': '20260101T080910Z',
      'x-amz-security-token': 'token',
    });
  });
});
