/** What comes before the first that is the end. */
export function until<Each>(list: Each[], isEnd: (each: Each, index: number) => boolean): Each[] {
  const end = list.findIndex(isEnd);
  return end < 0 ? list : list.slice(0, end);
}
