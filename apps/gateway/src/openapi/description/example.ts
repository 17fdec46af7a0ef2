/**
 * A call by a demo user, and its answer. A test makes them all, one after the other, so that each finds what those before
 * have made. In what they say, uuids and times stand for others; all else is as it is.
 */
export interface Example {
  name: string;
  summary: string;
  /** Whose call it is, by handle; usually `andrewbrown`'s. */
  by?: 'andrewbrown' | 'bayko' | 'londo';
  /** Of the path, the query and the headers. */
  parameters?: Record<string, string | number>;
  body?: unknown;
  status?: number;
  answer: unknown;
}

/** Uuids in examples. */
export const EXAMPLE = {
  conversation: '8b2a1f0e-6c53-5d1e-9a47-3f0c8d7e1b25',
  firstMessage: '01f3d2c4-7a58-4e9b-b6c1-2d8e5f904a17',
  secondMessage: '5c9e7b10-4d2f-4a86-8e35-b71f60c2d948',
  andrew: 'd3a7c6f1-02b8-4c59-9e64-81f5a03b7d2e',
  bayko: '7e15b9d4-c380-4f6a-a1d2-96c40e8f53b7',
  londo: '2b64e8a0-97f1-4d3c-8b50-e1c7a9350d86',
  alternate: 'c09d3f72-5e84-4a1b-b6d7-40f28a6e91c3',
  requestMessage: 'b7d41e90-3c58-4f2a-9e06-5a81c2f7d364',
  request: '9f3e2d1c-8a07-5b46-a1e5-72c4d9068b3f',
  report: 'e5a80c7d-61f2-5493-8d0b-3c97f14e2a68',
  group: '6d0b5c94-1e7f-5a28-93c6-b84e7f12a05d',
} as const;

const TIME = '2026-11-28T09:30:00.000Z';

export const exampleTime = (second = 0): string => new Date(Date.parse(TIME) + second * 1_000).toISOString();
