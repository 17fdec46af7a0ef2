/** What the header asks, or shows, in a dialog. */
export type Question = 'members' | 'rename' | 'leave' | 'profile' | 'block';

export interface Openness {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
