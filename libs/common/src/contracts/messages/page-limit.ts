import { z } from 'zod';

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

/** How many a page has, as a query says it. */
export const pageLimit = z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE);
