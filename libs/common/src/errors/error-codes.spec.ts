import { DomainError } from './domain-error';
import { ERROR_CODES, type ErrorCode, helpOf } from './error-codes';

/** What a sentence of help begins with: of whom or of what it tells. */
const SUBJECT =
  /^(A|An|All|Each|Earlier|Edits|Groups|Messages|No|Nobody|One|Only|Receipts|Somebody|Something|The|There|This|Too many|You|Your) /;

/** Words of programs, which mean nothing to whoever writes messages. */
const JARGON =
  /_|\b(uuid|null|undefined|boolean|string|integer|array|header|parameter|field|token|HTTP|API|\d{3} error)\b/i;

describe.each(Object.entries(ERROR_CODES))('what is said of %s', (_code, { title, help }) => {
  it('is a title of a few words, and a sentence that begins with what it is about', () => {
    expect(title).toMatch(/^[A-Z][^.!?:]{2,31}$/);
    expect(help).toMatch(/^[^.!?]{15,110}\.$/);
    expect(help).toMatch(SUBJECT);
  });

  it('is for people', () => {
    expect(`${title} ${help}`).not.toMatch(JARGON);
    expect(`${title} ${help}`).not.toMatch(/ {2}|^ | $/);
  });
});

it('is a sentence for each code of an error', () => {
  const codes: [ErrorCode, ErrorCode] = ['message_blank', 'emoji_malformed'];
  expect(helpOf(new DomainError(codes).codes)).toBe(
    'A message needs something that can be seen. A reaction is one emoji.',
  );
});
