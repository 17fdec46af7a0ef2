import { getRetryAfterHint } from '@smithy/core/retry';
import { type CallMetadata, type CancellationReason, DynamoDbError } from '../failures/errors';
import type { Answer } from './exchange';
import type { Attributes } from '../attributes/attributes';

interface RefusalBody {
  __type?: string;
  code?: string;
  message?: string;
  Message?: string;
  Item?: Attributes;
  CancellationReasons?: CancellationReason[];
}

/** @throws DynamoDbError for an answer that cannot be read. It does not say what that answer is: it may be messages. */
export function outputOf(answer: Answer): unknown {
  try {
    return answer.text === '' ? {} : JSON.parse(answer.text);
  } catch {
    throw new DynamoDbError({ name: 'SyntaxError', message: 'the answer is not JSON', metadata: metadataOf(answer) });
  }
}

export function refusalOf(answer: Answer, clockSkewCorrected: boolean): DynamoDbError {
  const body = refusalBody(answer.text);
  const retryAfter = getRetryAfterHint({ statusCode: answer.status, headers: answer.headers });
  return new DynamoDbError({
    name: errorName(body, answer),
    message: (body.message ?? body.Message) || 'UnknownError',
    metadata: {
      ...metadataOf(answer),
      ...(retryAfter && { retryAfter }),
      ...(clockSkewCorrected && { clockSkewCorrected }),
    },
    item: body.Item,
    cancellationReasons: body.CancellationReasons,
  });
}

/** Of `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` the last part. */
function errorName({ __type, code }: RefusalBody, { headers }: Answer): string {
  const given = __type ?? code ?? headers['x-amzn-errortype'] ?? 'Unknown';
  return String(given).split(/[,:]/, 1)[0]!.replace(/^.*#/, '');
}

/** Something on the way may answer in DynamoDB's place, and not in JSON. */
function refusalBody(text: string): RefusalBody {
  try {
    return (JSON.parse(text) as RefusalBody | null) ?? {};
  } catch {
    return {};
  }
}

function metadataOf({ status, headers }: Answer): CallMetadata {
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
  return { httpStatusCode: status, ...(typeof requestId === 'string' && { requestId }) };
}
