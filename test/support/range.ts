/** 0, 1, 2, … below `length`. */
export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
