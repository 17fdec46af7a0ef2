import type { z } from 'zod';
import type { ErrorCode } from '@app/common/errors';
import type { RateLimitName } from '@app/common/rate-limits';
import type { Example } from './example';
import type { AnswerHeader } from './headers';

/** The groups of the document, in its order. */
export type Tag =
  | 'Messages'
  | 'Changes'
  | 'Conversations'
  | 'Groups'
  | 'Contact'
  | 'Events'
  | 'Settings'
  | 'Users'
  | 'Profile'
  | 'Health';

/** What the document says of one method of one path. What all operations of a kind share is not repeated in them. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters as the document writes them: `/api/messages/{message_group_uuid}`. */
  path: string;
  id: string;
  tag: Tag;
  summary: string;
  description?: string;
  caller: Caller;
  limit?: RateLimitName;
  parameters?: {
    path?: Record<string, z.ZodType>;
    query?: Record<string, z.ZodType>;
    header?: Record<string, z.ZodType>;
  };
  /** The schema that checks the body. */
  body?: z.ZodType;
  isBodyOptional?: boolean;
  answer: Answer;
  /** Its answer has an entity tag of its own, the message's revision. */
  hasOwnTag?: boolean;
  /** It goes on as a stream of events, unless it is asked for otherwise, and nobody keeps it. */
  isStream?: boolean;
  /** Others that are no errors. */
  otherAnswers?: Record<number, Answer>;
  /** The codes that it alone is refused with, beside those of its kind. */
  refusals?: ErrorCode[];
  /** Where its answer leads: to another operation, by values of the answer or the request. */
  links?: Record<string, Link>;
  examples?: Example[];
}

/** Who may call: `as-configured` is everybody, unless the operator has closed it; a `probe` is never refused for load. */
export type Caller = 'signed-in' | 'as-configured' | 'anybody' | 'probe';

export interface Answer {
  description: string;
  schema: z.ZodType;
  headers?: AnswerHeader[];
}

export interface Link {
  operationId: string;
  parameters?: Record<string, string>;
  requestBody?: unknown;
}
