import { actions } from './actions';
import { alerts } from './alerts';
import { app } from './app';
import { conversation } from './conversation';
import { groups } from './groups';
import { list } from './list';
import { offline } from './offline';
import { people } from './people';
import { settings } from './settings';
import { signIn } from './sign-in';
import { stack } from './stack';
import { writing } from './writing';

/** All that the page says, in English. */
export const texts = {
  app,
  signIn,
  list,
  conversation,
  writing,
  actions,
  groups,
  people,
  settings,
  alerts,
  offline,
  stack,
} as const;
