import { z } from 'zod';
import type { Operation } from '../description/operation';
import { answer } from '../description/schemas';

const healthCheck = answer('HealthCheck', z.strictObject({ success: z.literal(true), ver: z.literal(1) }));
const works = answer('Works', z.strictObject({ status: z.literal('ok') }));
const doesNotWork = answer('DoesNotWork', z.strictObject({ status: z.literal('unavailable') }));

export const healthOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/health-check',
    id: 'checkHealth',
    tag: 'Health',
    summary: 'Whether the API answers',
    caller: 'probe',
    answer: { description: 'It does.', schema: healthCheck },
    examples: [{ name: 'healthy', summary: 'It answers', answer: { success: true, ver: 1 } }],
  },
  {
    method: 'get',
    path: '/health/live',
    id: 'isLive',
    tag: 'Health',
    summary: 'Whether the process lives',
    caller: 'probe',
    answer: { description: 'It does.', schema: works },
    examples: [{ name: 'live', summary: 'It lives', answer: { status: 'ok' } }],
  },
  {
    method: 'get',
    path: '/health/ready',
    id: 'isReady',
    tag: 'Health',
    summary: 'Whether the gateway can do its work',
    description: 'For load balancers.',
    caller: 'probe',
    answer: { description: 'It can.', schema: works },
    otherAnswers: { 503: { description: 'Something that it needs is away.', schema: doesNotWork } },
    examples: [{ name: 'ready', summary: 'It can', answer: { status: 'ok' } }],
  },
];
