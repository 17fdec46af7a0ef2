import { z } from 'zod';
import { DEFAULT_PAGE, MAX_PAGE } from './page-size';

/** How many a page has, as a query says it. */
export const pageLimit = z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE);
