import { texts } from '../../texts';
import { Dialog } from '../../ui/dialog';
import { NewConversationForm } from './new-conversation-form';

interface NewConversationProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewConversation({ open, onOpenChange }: NewConversationProps) {
  return (
    <Dialog title={texts.people.newConversation} open={open} onOpenChange={onOpenChange}>
      <NewConversationForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
