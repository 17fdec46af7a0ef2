import { v5 as uuidv5 } from 'uuid';
import type { Person } from '@app/common/contracts';

/** Fixed for ever: by another namespace a repetition would be a second report. */
const REPORT_NAMESPACE = 'a4b1b5f6-0c1b-4f0e-9a53-5d6a7d0f4c8e';

/** A message that somebody who saw it has reported, as it was then. */
export interface Report {
  uuid: string;
  groupUuid: string;
  number: number;
  /** Of the message. */
  revision: number;
  text: string;
  sender: Person;
  sentAt: string;
  reporter: Pick<Person, 'uuid' | 'handle'>;
  reason: string;
  createdAt: string;
  /** Absent: nobody has looked at it yet. */
  closedAt?: string | undefined;
  /** What was done about it. */
  outcome?: string | undefined;
}

/** The uuid of the one report that a person makes of a message, however often they try. */
export const reportUuidOf = (reporterUuid: string, groupUuid: string, number: number): string =>
  uuidv5(`${reporterUuid}|${groupUuid}|${number}`, REPORT_NAMESPACE);
