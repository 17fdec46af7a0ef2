/** How many messages or changes a page has: what it may, and what it has unless another number is asked for. */
export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;
