import { createHmac, hash } from 'node:crypto';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface UnsignedRequest {
  host: string;
  path: string;
  contentType: string;
  /** The operation, with its API and version. */
  target: string;
  body: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SERVICE = 'dynamodb';

/**
 * Signs POST requests by AWS Signature Version 4. A signing key holds for a day, and deriving it is most of the work; so
 * the last one is kept.
 */
export class RequestSigner {
  private key: Buffer = Buffer.alloc(0);
  private keyIsOf = '';

  constructor(private readonly region: string) {}

  /** @returns the headers of the signed request, all but `host`. */
  sign(request: UnsignedRequest, credentials: Credentials, date: Date): Record<string, string> {
    const { accessKeyId, sessionToken } = credentials;
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const day = time.slice(0, 8);
    const scope = `${day}/${this.region}/${SERVICE}/aws4_request`;
    const toSign = `${ALGORITHM}\n${time}\n${scope}\n${sha256(canonical(request, time, sessionToken))}`;
    const signature = createHmac('sha256', this.keyOf(credentials, day)).update(toSign).digest('hex');
    return {
      'content-type': request.contentType,
      'x-amz-date': time,
      'x-amz-target': request.target,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
      authorization: `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedNames(sessionToken)}, Signature=${signature}`,
    };
  }

  private keyOf({ secretAccessKey }: Credentials, day: string): Buffer {
    const keyIsOf = `${day} ${secretAccessKey}`;
    if (keyIsOf !== this.keyIsOf) {
      const parts = [day, this.region, SERVICE, 'aws4_request'];
      this.key = parts.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secretAccessKey}`));
      this.keyIsOf = keyIsOf;
    }
    return this.key;
  }
}

/** The request in the form that AWS makes of it too, header names in alphabetical order. */
function canonical({ host, path, contentType, target, body }: UnsignedRequest, time: string, token?: string): string {
  const tokenLine = token ? `x-amz-security-token:${token}\n` : '';
  const headers = `content-type:${contentType}\nhost:${host}\nx-amz-date:${time}\n${tokenLine}x-amz-target:${target}\n`;
  return `POST\n${path}\n\n${headers}\n${signedNames(token)}\n${sha256(body)}`;
}

const signedNames = (token: string | undefined): string =>
  `content-type;host;x-amz-date;${token ? 'x-amz-security-token;' : ''}x-amz-target`;

const sha256 = (text: string): string => hash('sha256', text);

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
