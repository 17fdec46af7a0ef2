import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `server.pem` and `server.key` of a server at 127.0.0.1, signed by the authority `ca.pem`, and `other-ca.pem` of an
 * authority that has signed nothing.
 */
export function makeCertificates(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const openssl = (line: string): void => void execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  for (const name of ['ca', 'other-ca']) {
    openssl(`req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${name} -keyout ${name}.key -out ${name}.pem`);
  }
  openssl('req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout server.key -out server.csr');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  const authority = '-CA ca.pem -CAkey ca.key -CAcreateserial';
  openssl(`x509 -req -days 2 -in server.csr ${authority} -extfile names -out server.pem`);
}
