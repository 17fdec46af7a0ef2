import { prefersProblem } from './prefers-problem';

it.each([
  'application/problem+json',
  'Application/Problem+JSON',
  'application/problem+json;q=0.1',
  'application/problem+json, application/json',
  'application/json, application/problem+json',
  'application/json;q=0.9,application/problem+json',
  'application/problem+json, */*',
  'application/problem+json;q=0.5, */*;q=0.1',
  'application/problem+json;q=0.5, application/*;q=0.2, */*',
  'text/html, application/problem+json ; charset=utf-8 ; q=0.3',
  'application/json;q=0, application/problem+json;q=0.001',
])('asks for problems: %s', (accept) => expect(prefersProblem(accept)).toBe(true));

it.each([
  undefined,
  '',
  '*/*',
  'application/*',
  'application/json',
  'application/json, text/plain, */*',
  'text/html',
  'application/problem+xml',
  'application/problem+json;q=0',
  'application/problem+json;q=0.000, */*;q=0.1',
  'application/problem+json;q=0.8, application/json;q=0.9',
  'application/problem+json;q=0.8, application/json',
  'application/problem+json;q=0.8, */*;q=0.9',
  'application/problem+json;q=0.8, application/*',
  'application/problem+json;q=2',
  'application/problem+json;q=-1',
  'application/problem+json;q=0.1234',
  'application/problem+json;q=',
  'application/problem+jsonx',
  ';,;q=1,,',
])('does not ask for problems: %s', (accept) => expect(prefersProblem(accept)).toBe(false));
