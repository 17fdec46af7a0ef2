export { createCognitoClient } from '../cognito/cognito-client';
export { POST_CONFIRMATION_FUNCTION } from '../cognito/post-confirmation';
