import type { z } from 'zod';
import type { presentedReadMarker, presentedReceivedMarker, ReadMarker, ReceivedMarker } from '@app/common/contracts';

export const presentReadMarker = (
  groupUuid: string,
  { lastReadNumber }: ReadMarker,
): z.infer<typeof presentedReadMarker> => ({ uuid: groupUuid, last_read_number: lastReadNumber });

export const presentReceivedMarker = (
  groupUuid: string,
  { lastReceivedNumber }: ReceivedMarker,
): z.infer<typeof presentedReceivedMarker> => ({ uuid: groupUuid, last_received_number: lastReceivedNumber });
