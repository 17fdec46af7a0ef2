export { ConversationHeads } from '../conversations/conversation-heads';
export { MessagesStore } from '../conversations/messages.store';
export { pairGroupUuid } from '../conversations/pair-group-uuid';
export { MessagingModule } from '../messaging.module';
export { ReadingService } from '../reading/reading.service';
export { MessagesService } from '../sending/messages.service';
export { UserDirectory } from '../sending/user-directory';
