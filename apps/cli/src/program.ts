import { cognito } from './cognito/cognito.command';
import { CruddurCommand } from './command/cruddur-command';
import { completion } from './completion/completion.command';
import { completionScript } from './completion/completion-script.command';
import { asyncApi } from './contract/asyncapi.command';
import { openApi } from './contract/openapi.command';
import { conversations } from './conversations/conversations.command';
import { db } from './database/db.command';
import { deadLetters } from './dead-letters/dead-letters.command';
import { projector } from './projector/projector.command';
import { relay } from './relay/relay.command';
import { reports } from './reports/reports.command';
import { demo } from './stack/demo.command';
import { reset } from './stack/reset.command';
import { setUp } from './stack/set-up.command';
import { stack } from './stack/stack.command';
import { start } from './stack/start.command';
import { table } from './table/table.command';
import { users } from './users/users.command';

/** `cruddur`, with its commands in the order in which help lists them. */
export function program(): CruddurCommand {
  const cruddur = new CruddurCommand('cruddur')
    // Its own help lists all commands, which would hide what is wrong with one.
    .showHelpAfterError(false)
    .version('0.1.0')
    .has(
      start(),
      reset(),
      setUp(),
      demo(),
      stack(),
      db(),
      table(),
      conversations(),
      users(),
      reports(),
      cognito(),
      projector(),
      relay(),
      deadLetters(),
      openApi(),
      asyncApi(),
    );
  return cruddur.has(completion(cruddur), completionScript());
}
