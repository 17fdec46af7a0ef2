import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { correlated } from './correlation';

/** Runs what is for no request, in the trace and under the id of none, though one may have led to it. */
export const onNobodysBehalf = <Result>(work: () => Result): Result =>
  context.with(ROOT_CONTEXT, () => correlated({}, work));
