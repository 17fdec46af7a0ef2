/** How callers say who they are. */
export const ACCESS_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The access token that the user pool gives to who signs in.',
};
