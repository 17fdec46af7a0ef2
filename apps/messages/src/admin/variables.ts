export { changeVariables, groupVariables, messagesVariables } from '../config/messages.config';
