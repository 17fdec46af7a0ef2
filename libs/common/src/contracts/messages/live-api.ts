import { z } from 'zod';

/** A person's row of a conversation, as far as live updates need it. */
export const liveRow = z.object({
  groupUuid: z.string(),
  lastNumber: z.int().min(0),
  revision: z.int().min(0),
  lastReadNumber: z.int().min(0),
  lastReceivedNumber: z.int().min(0),
  /** When Kafka got the newest that the row has taken in, by its own clock; absent: nobody knows. */
  movedAt: z.number().optional(),
  /** It waits to be accepted, or was declined: nothing of it is told. */
  isHidden: z.boolean(),
});
export type LiveRow = z.infer<typeof liveRow>;

export const liveRows = z.array(liveRow);

export const memberUuids = z.array(z.string());

/** What `messages` tells a gateway for live updates. */
export const livePaths = {
  /** -> `LiveRow[]` */
  rows: (userUuid: string) => `/users/${userUuid}/live-rows`,
  /** -> `LiveRow` */
  row: (userUuid: string, groupUuid: string) => `/users/${userUuid}/live-rows/${groupUuid}`,
  /** Who the members of a group are, as its entry of that number says -> `string[]` */
  membersAt: (groupUuid: string, number: number) => `/groups/${groupUuid}/members-at/${number}`,
  /** `readOneQuery` -> `string[]`: who the members are now. */
  members: (groupUuid: string) => `/conversations/${groupUuid}/member-uuids`,
};
