import { DEMO_PASSWORD, DEMO_USERS } from '../../apps/users/src/admin/demo-users';

/** By what the gateway of a local stack lets its page sign demo users in: cognito-local knows no SRP. */
export const DEMO_PAGE = {
  WEB_SIGN_IN: 'password',
  WEB_DEMO_USERS: JSON.stringify(
    DEMO_USERS.map(({ email, handle, displayName }) => ({ email, handle, display_name: displayName })),
  ),
  WEB_DEMO_PASSWORD: DEMO_PASSWORD,
};
