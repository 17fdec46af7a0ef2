/** How much of a person was found where. */
export type Found = Readonly<Record<string, number>>;

export const together = (one: Found, other: Found): Found => {
  const sum: Record<string, number> = { ...one };
  for (const [place, count] of Object.entries(other)) sum[place] = (sum[place] ?? 0) + count;
  return sum;
};
