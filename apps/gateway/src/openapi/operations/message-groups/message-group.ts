import { z } from 'zod';
import { presentedMessageGroup } from '@app/common/contracts';
import { answer } from '../../description/schemas';

export const messageGroup = answer('MessageGroup', presentedMessageGroup);
export const groupPage = answer('MessageGroups', z.array(messageGroup));
