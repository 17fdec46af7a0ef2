import { readFileSync } from 'node:fs';
import { apiSource, type Document } from './api-source';

process.stdout.write(apiSource(JSON.parse(readFileSync(process.stdin.fd, 'utf8')) as Document));
