import { randomBytes } from 'node:crypto';

/** A name that no other test and no other run has: for tables, topics, schemas and groups. */
export const uniqueName = (stem: string): string => `${stem}-${randomBytes(6).toString('hex')}`;
