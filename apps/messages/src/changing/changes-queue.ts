import { Injectable } from '@nestjs/common';
import { ConversationQueue } from '../sending/conversation-queue';

/** Of those who change what was sent: they want revisions, not numbers, and no send waits for them. */
@Injectable()
export class ChangesQueue extends ConversationQueue {}
