/** The headers by which answers say more than their bodies. Those of every HTTP server are not among them. */
export const ANSWER_HEADERS = {
  'X-Request-Id': {
    description: "Names the request in the service's logs: the caller's own id, or a new one.",
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 64 },
    example: '3f2b8c1a-9d4e-4f60-8a7b-1c5d2e9f0a34',
  },
  Link: {
    description:
      'Where to go from this page (RFC 8288), relative to the origin. A direction that has ended has no link.',
    schema: { type: 'string', pattern: '^</api/[^>]+>; rel="(next|prev)"(, </api/[^>]+>; rel="prev")?$' },
    example: '</api/message_groups?cursor=WyIyMDI2&limit=50>; rel="next"',
  },
  'Event-Cursor': {
    description: 'From where the events of this list go on: `since` of `GET /api/events`.',
    schema: { type: 'string', pattern: '^[\\w-]+$' },
    example: 'q1-3nQGAoNqGmDM',
  },
  ETag: {
    description: 'Names this very answer: send it as `If-None-Match`, and an answer that is the same is a `304`.',
    schema: { type: 'string', pattern: '^(W/)?"[!#-~]*"$' },
    example: 'W/"2jmj7l5rSw0yVb-vlWAYkK-YBwk"',
  },
  'RateLimit-Policy': {
    description: 'Which limits the request has counted towards: `q` requests in each window of `w` seconds.',
    schema: { type: 'string', pattern: '^"[a-z_]+";q=\\d+;w=\\d+(, "[a-z_]+";q=\\d+;w=\\d+)*$' },
    example: '"send";q=120;w=60',
  },
  RateLimit: {
    description: 'What is left of them: `r` requests for the next `t` seconds.',
    schema: { type: 'string', pattern: '^"[a-z_]+";r=\\d+;t=\\d+(, "[a-z_]+";r=\\d+;t=\\d+)*$' },
    example: '"send";r=117;t=42',
  },
  'Retry-After': {
    description: 'In how many seconds the same request may be taken.',
    schema: { type: 'string', pattern: '^[1-9]\\d*$' },
    example: '1',
  },
  Allow: {
    description: 'The methods that the path answers.',
    required: true,
    schema: { type: 'string' },
    example: 'GET, HEAD',
  },
} as const satisfies Record<string, object>;

export type AnswerHeader = keyof typeof ANSWER_HEADERS;

/** The same with what else is said of a header here, such as that it is always there. */
export const headerReferences = (names: Iterable<AnswerHeader>): Record<string, object> =>
  Object.fromEntries([...new Set(names)].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
