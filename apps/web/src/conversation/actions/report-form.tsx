import { useState } from 'react';
import { useSteadyChat } from '../../chat/use-chat';
import { texts } from '../../texts';
import { useAlerts } from '../../ui/alerts';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { TextField } from '../../ui/text-field';
import { useAttempt } from '../../ui/use-attempt';
import { charactersLeft } from '../writing/text/message-text';
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
  const { problem, isBusy, attempt } = useAttempt();
  const left = charactersLeft(reason);
  const report = async (): Promise<void> => {
    const request = { message_group_uuid: groupUuid, number, body: { reason } };
    if (!(await attempt(() => client.reportMessage(request)))) return;
    alerts.tell(texts.actions.reported);
    onDone();
  };
  return (
    <Form className={styles.form} onSubmit={() => void report()}>
      <TextField
        label={texts.actions.reason}
        hint={texts.actions.reasonHint}
        lines={4}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={left < 0 ? texts.writing.left(left) : problem}
      />
      <Button type="submit" look="danger" disabled={left < 0 || isBusy}>
        {texts.actions.report}
      </Button>
    </Form>
  );
}
