import { z } from 'zod';

/** Without a time it is muted for ever. `PUT` and `DELETE /users/:user/message-groups/:group/mute` -> `PresentedMessageGroup`. */
export const muteRequest = z.object({ until: z.iso.datetime().optional() });
export type MuteRequest = z.infer<typeof muteRequest>;

/** At the newest message that the list shows, unless told. `PUT` and `DELETE …/archive` -> `PresentedMessageGroup`. */
export const archiveRequest = z.object({ number: z.int().min(1).optional() });
export type ArchiveRequest = z.infer<typeof archiveRequest>;

/** `PUT /users/:user/settings` -> `PresentedSettings`. What is absent stays. */
export const changeSettingsRequest = z.object({
  receipts: z.boolean().optional(),
  accepts: z.enum(['everybody', 'requests', 'nobody']).optional(),
});
export type ChangeSettingsRequest = z.infer<typeof changeSettingsRequest>;
