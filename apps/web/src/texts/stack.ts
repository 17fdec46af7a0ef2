export const stack = {
  ready: (ready: number, all: number) => `${ready} of ${all} parts ready`,
  title: 'The local stack',
  unknown: 'The local stack does not answer',
} as const;
