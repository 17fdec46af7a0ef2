export { checkGroupStart, checkRenaming } from '../message-groups/groups.requests';
export { checkMessage } from '../messages/messages.requests';
export { checkDeletion, checkEdit } from '../messages/one-message.requests';
export { checkReaction } from '../messages/reactions.requests';
export { checkGroupUuid } from '../requests/group-uuid';
