/** A moment as the clock on this machine's wall shows it, to the second. The Swedes write it so that it sorts. */
export const localTime = (moment: string): string => new Date(moment).toLocaleString('sv-SE');
