import { texts } from '../texts';
import { Dialog } from '../ui/dialog';
import { BlockedPeople } from './blocked-people';
import { PrivacyChoices } from './privacy-choices';
import { ProfileForm } from './profile-form';

interface SettingsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What one sets for oneself. */
export function SettingsDialog(props: SettingsDialogProps) {
  return (
    <Dialog title={texts.settings.label} {...props}>
      <ProfileForm />
      <PrivacyChoices />
      <BlockedPeople />
    </Dialog>
  );
}
