import { z } from 'zod';
import {
  awsVariables,
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  httpUrl,
  kafkaVariables,
  messagesUrlVariable,
  metricsPortVariable,
  portVariable,
  processVariables,
  usersUrlVariable,
} from '@app/common/config';
import { rateLimitTableVariable, rateLimitVariable, startLimitVariable } from '@app/common/rate-limits';
import { webPageVariables } from './web-page-variables';
import { yesOrNo } from './yes-or-no';

const listOf = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .pipe(z.array(item).min(1));

const atLeastOne = (usual: number) => z.coerce.number().int().min(1).default(usual);

const origin = z
  .string()
  .refine(
    (text) => text === '*' || (URL.canParse(text) && new URL(text).origin === text),
    'expected scheme://host:port',
  );

export const gatewayVariables = {
  ...processVariables,
  ...kafkaVariables,
  ...awsVariables,
  GATEWAY_PORT: portVariable(DEFAULT_PORTS.gateway),
  GATEWAY_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.gateway),
  MESSAGES_URL: messagesUrlVariable,
  USERS_URL: usersUrlVariable,
  AUTH_ISSUER: httpUrl.describe('issuer of the access tokens: a Cognito user pool or any other OIDC issuer'),
  AUTH_CLIENT_IDS: listOf(z.string().min(1)).describe('comma-separated ids of the clients whose tokens are accepted'),
  AUTH_JWKS_URI: httpUrl.optional().describe("address of the issuer's keys; by default <issuer>/.well-known/jwks.json"),
  AUTH_TOKEN_USE: z
    .enum(['access', 'id', 'any'])
    .default('access')
    .describe('the claim token_use that a token must carry; any for an issuer that does not set it'),
  AUTH_TOKEN_MAX_AGE_SECONDS: atLeastOne(86_400).describe(
    'age beyond which a token is refused, whatever it says itself',
  ),
  AUTH_KEYS_MAX_AGE_SECONDS: atLeastOne(300).describe("how late a change of the issuer's keys is noticed"),
  AUTH_KEYS_KEPT_SECONDS: atLeastOne(3_600).describe("how long the issuer's keys count while it is away"),
  CORS_ORIGINS: listOf(origin)
    .optional()
    .describe('comma-separated origins of the frontends that may call from a browser'),
  NODE_ENV: z.string().default('development').describe('production closes CORS to origins that are not listed'),
  IDENTITY_CACHE_SECONDS: atLeastOne(30).describe(
    'how long a verified token and the user behind it are remembered; the user for 45 seconds at most',
  ),
  IDENTITY_CACHE_SIZE: atLeastOne(10_000).describe('how many of them are remembered'),
  MAX_REQUESTS: atLeastOne(1_024).describe('requests under way in all; one more is answered 503'),
  MAX_REQUESTS_PER_PERSON: atLeastOne(64).describe('of these, one person may have; one more is answered 429'),
  MAX_REQUESTS_PER_ADDRESS: atLeastOne(128).describe('callers who are not signed in may have, by their address'),
  MAX_REQUESTS_PER_CONNECTION: atLeastOne(8).describe('one connection may have, sent without waiting for answers'),
  MAX_TURNS: atLeastOne(64).describe('requests that are worked on at once; the others wait for their turn'),
  MAX_TURNS_PER_PERSON: atLeastOne(8).describe('of these, one person may have'),
  SAVED_TURN_SECONDS: atLeastOne(2).describe('for how long; a person who never stops asking has one turn at a time'),
  MAX_WAIT_SECONDS: atLeastOne(5).describe('how long a request waits for its turn before it is answered 503'),
  MAX_EVENT_LOOP_DELAY_MS: atLeastOne(500).describe('how late the process may be before it answers 503'),
  MAX_EVENT_STREAMS: atLeastOne(10_000).describe('streams of events that are open at once; one more is answered 503'),
  MAX_EVENT_STREAMS_PER_PERSON: atLeastOne(10).describe('of these, one person may have; one more is answered 429'),
  EVENTS_SLACK_SECONDS: atLeastOne(35).describe(
    "by how much the brokers' clocks may differ and a follower may lag; above replica.lag.time.max.ms",
  ),
  EVENTS_RING_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(32)
    .describe('of the last changes, kept in memory for clients that come back soon; 0 keeps none'),
  EVENTS_RING_SECONDS: atLeastOne(60).describe('for how long they are kept'),
  UNREAD_ANSWER_SECONDS: atLeastOne(30).describe('how long a caller may read nothing of its answer before it is cut'),
  RATE_LIMIT_SEND: rateLimitVariable('120/1m').describe(
    'how often one person may send, edit, delete or react, such as 120/1m, or off',
  ),
  RATE_LIMIT_START: startLimitVariable,
  RATE_LIMIT_CHANGE: rateLimitVariable('600/1m').describe(
    'how often one person may move markers and change what is their own: mute, archive, pin, settings, profile, blocks, requests',
  ),
  RATE_LIMIT_REPORT: rateLimitVariable('30/1h').describe('how often one person may report messages'),
  RATE_LIMIT_LIST: rateLimitVariable('600/1m').describe('how often one person may ask for lists, pages and messages'),
  RATE_LIMIT_LOOKUP: rateLimitVariable('120/1m').describe(
    'how many handles may be looked up by one address, or by one person where that needs a token',
  ),
  RATE_LIMIT_SIGN_UP: rateLimitVariable('60/1h').describe(
    'how many people who are unknown yet may come with their first request from one address',
  ),
  RATE_LIMIT_BAD_TOKEN: rateLimitVariable('60/1m').describe(
    'how many tokens that are no good may come from one address',
  ),
  RATE_LIMIT_TABLE_NAME: rateLimitTableVariable,
  LOOKUP_WITHOUT_TOKEN: yesOrNo.prefault('true').describe('whether a handle is looked up for who has no token'),
  API_DOCS: yesOrNo.prefault('true').describe('whether /openapi.json and the page /docs are there'),
  API_DOCS_SIGN_IN_URL: httpUrl
    .optional()
    .describe('Cognito endpoint at which the page /docs signs people in by their password; absent, it takes a token'),
  ...webPageVariables,
  TRUSTED_PROXIES: listOf(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'expected addresses or networks'))
    .optional()
    .describe('comma-separated proxies whose X-Forwarded-For says from where a request comes; absent, none'),
};

export type GatewayConfig = z.infer<z.ZodObject<typeof gatewayVariables>>;

const DEVELOPMENT_ORIGINS = ['http://localhost:3000'];

/** In production nobody may call from a browser unless listed. */
export const allowedOrigins = ({
  CORS_ORIGINS,
  NODE_ENV,
}: Pick<GatewayConfig, 'CORS_ORIGINS' | 'NODE_ENV'>): string[] =>
  CORS_ORIGINS ?? (NODE_ENV === 'production' ? [] : DEVELOPMENT_ORIGINS);

export const GATEWAY_CONFIG = Symbol('GATEWAY_CONFIG');
