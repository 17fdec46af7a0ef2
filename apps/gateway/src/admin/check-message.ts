export { checkGroupUuid } from '../message-groups/group-uuid';
export { checkGroupStart, checkRenaming } from '../message-groups/groups.requests';
export { checkMessage } from '../messages/messages.requests';
export { checkDeletion, checkEdit } from '../messages/one-message.requests';
export { checkReaction } from '../messages/reactions.requests';
