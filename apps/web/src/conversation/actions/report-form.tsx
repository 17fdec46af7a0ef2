import { type SyntheticEvent, useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { helpOf } from '../../ui/help-of';
import { TextField } from '../../ui/text-field';
import { charactersLeft } from '../writing/message-text';
import styles from './report-form.module.css';

interface ReportFormProps {
  groupUuid: string;
  number: number;
  onDone: () => void;
}

/** Why one reports a message; a reason may be as long as a message. */
export function ReportForm({ groupUuid, number, onDone }: ReportFormProps) {
  const { client } = useSteadyChat();
  const alerts = useAlerts();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const left = charactersLeft(reason);
  const report = async (): Promise<void> => {
    await client.reportMessage({ message_group_uuid: groupUuid, number, body: { reason } });
    alerts.tell(texts.actions.reported);
    onDone();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    report().catch((error: unknown) => setFault(helpOf(error)));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={texts.actions.reason}
        hint={texts.actions.reasonHint}
        lines={4}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          setFault(undefined);
        }}
        error={left < 0 ? texts.writing.left(left) : fault}
      />
      <Button type="submit" look="danger" disabled={left < 0}>
        {texts.actions.report}
      </Button>
    </form>
  );
}
