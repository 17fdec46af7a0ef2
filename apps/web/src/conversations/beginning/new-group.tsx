import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { NewGroupForm } from './new-group-form';

interface NewGroupProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewGroup({ open, onOpenChange }: NewGroupProps) {
  return (
    <Dialog title={texts.groups.newGroup} open={open} onOpenChange={onOpenChange}>
      <NewGroupForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
