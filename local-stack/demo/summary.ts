export interface SummarySettings {
  /** Where the page to chat in is. */
  pageUrl: string;
  gatewayUrl: string;
  users: readonly { handle: string; displayName: string; email: string }[];
  password: string;
  groupUuid: string;
  /** The command that shows how the stack is. */
  status: string;
  /** How to stop it, and how to forget its data. */
  ending: string;
}

const TOKEN = '$(npx cruddur cognito token andrewbrown)';

/** Three commands that work when pasted in this folder. */
export function curlLines(gatewayUrl: string, groupUuid: string): string[] {
  const curl = `curl -s -H "Authorization: Bearer ${TOKEN}"`;
  const body = JSON.stringify({ message: 'Hello from curl', message_group_uuid: groupUuid });
  return [
    `${curl} ${gatewayUrl}/api/message_groups`,
    `${curl} ${gatewayUrl}/api/messages/${groupUuid}`,
    `${curl} -H 'Content-Type: application/json' -d '${body}' ${gatewayUrl}/api/messages`,
  ];
}

/** What somebody who sees the stack for the first time needs. */
export function summary({ pageUrl, gatewayUrl, users, password, groupUuid, status, ending }: SummarySettings): string {
  const [list, read, send] = curlLines(gatewayUrl, groupUuid);
  const width = Math.max(...users.map(({ email }) => email.length));
  return `
  Open ${pageUrl} in two windows, sign in as two of the demo users, and chat.

  Gateway      ${gatewayUrl}
  Its calls    ${gatewayUrl}/docs
  Demo users   ${users.map(({ email, handle }) => `${email.padEnd(width)}  ${handle}`).join('\n               ')}
               all with the password ${password}
  A token      npx cruddur cognito token andrewbrown
  Status       ${status}

  List the conversations of andrewbrown, read the one with bayko, send into it:

${list}

${read}

${send}

  ${ending}
`;
}
