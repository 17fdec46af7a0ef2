/** As long as what people write to each other. */
export const SIXTY_BYTES = 'a message of sixty bytes, as people write them to each other';
