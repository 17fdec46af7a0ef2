import type { Message } from '@app/common/contracts';
import { besideMessages } from './beside-messages';

const messages = [11, 12, 13].map((number) => ({ number }) as Message);

it('leads on from the ends of the page', () => {
  expect(besideMessages({ messages, hasOlder: true, hasNewer: true }, {})).toEqual({ older: '11', newer: '13' });
});

it('leads nowhere where the conversation ends', () => {
  expect(besideMessages({ messages, hasOlder: false, hasNewer: false }, {})).toEqual({});
});

it.each([
  [{ before: 1 }, { hasOlder: false, hasNewer: true }, { newer: '0' }],
  [{ before: 0 }, { hasOlder: false, hasNewer: true }, { newer: '0' }],
  [{ after: 9999 }, { hasOlder: true, hasNewer: false }, { older: '10000' }],
  [{ around: 9999 }, { hasOlder: true, hasNewer: false }, { older: '9999' }],
  [{ after: 999_999_999_999 }, { hasOlder: true, hasNewer: false }, { older: '999999999999' }],
])('leads on from the place that was asked for where no message is: %j', (place, has, beside) => {
  expect(besideMessages({ messages: [], ...has }, place)).toEqual(beside);
});
