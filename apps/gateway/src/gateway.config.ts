import { z } from 'zod';
import {
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  kafkaVariables,
  messagesUrlVariable,
  metricsPortVariable,
  portVariable,
  processVariables,
  usersUrlVariable,
} from '@app/common/config';

const listOf = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .pipe(z.array(item).min(1));

const origin = z
  .string()
  .refine(
    (text) => text === '*' || (URL.canParse(text) && new URL(text).origin === text),
    'expected scheme://host:port',
  );

export const gatewayVariables = {
  ...processVariables,
  ...kafkaVariables,
  GATEWAY_PORT: portVariable(DEFAULT_PORTS.gateway),
  GATEWAY_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.gateway),
  MESSAGES_URL: messagesUrlVariable,
  USERS_URL: usersUrlVariable,
  AUTH_ISSUER: z.url().describe('issuer of the access tokens: a Cognito user pool or any other OIDC issuer'),
  AUTH_CLIENT_IDS: listOf(z.string().min(1)).describe('comma-separated ids of the clients whose tokens are accepted'),
  AUTH_JWKS_URI: z.url().optional().describe("address of the issuer's keys; by default <issuer>/.well-known/jwks.json"),
  AUTH_TOKEN_USE: z
    .enum(['access', 'id', 'any'])
    .default('access')
    .describe('the claim token_use that a token must carry; any for an issuer that does not set it'),
  CORS_ORIGINS: listOf(origin)
    .optional()
    .describe('comma-separated origins of the frontends that may call from a browser'),
  NODE_ENV: z.string().default('development').describe('production closes CORS to origins that are not listed'),
  IDENTITY_CACHE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(30)
    .describe('how long a verified token and the user behind it are remembered'),
  IDENTITY_CACHE_SIZE: z.coerce.number().int().min(1).default(10_000).describe('how many of them are remembered'),
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
