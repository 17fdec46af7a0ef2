import { z } from 'zod';
import { addRule, httpUrl } from '@app/common/config';
import { yesOrNo } from './yes-or-no';

const demoUsers = z.array(z.object({ email: z.string(), handle: z.string(), display_name: z.string() }));

export const webPageVariables = {
  WEB_PAGE: yesOrNo.prefault('true').describe('whether the page at / is there, and what it reads'),
  WEB_SIGN_IN: z
    .enum(['password', 'srp', 'hosted'])
    .default('srp')
    .describe("how the page signs people in: by the pool's password flow, by SRP, or on the pool's own pages"),
  WEB_SIGN_IN_URL: httpUrl
    .optional()
    .describe(
      "where the page signs people in; by default the origin of AUTH_ISSUER, and needed for the pool's own pages",
    ),
  WEB_DEMO_USERS: z
    .string()
    .transform(readJson)
    .pipe(demoUsers)
    .optional()
    .describe('people whom the page signs in at a click, as JSON: email, handle and display_name of each'),
  WEB_DEMO_PASSWORD: z.string().optional().describe('the password of all of them, which everybody may read'),
  WEB_STACK_SOCKET: z
    .string()
    .optional()
    .describe('where a local stack takes orders, for /stack-status.json; absent, there is no such address'),
};

export type WebPageConfig = z.infer<z.ZodObject<typeof webPageVariables>>;

addRule(webPageVariables.WEB_SIGN_IN, checkSignIn);

function checkSignIn(config: Partial<WebPageConfig>, context: z.RefinementCtx): void {
  const complain = (name: keyof WebPageConfig, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  if (config.WEB_SIGN_IN === 'hosted' && !config.WEB_SIGN_IN_URL) {
    complain('WEB_SIGN_IN_URL', 'required by WEB_SIGN_IN=hosted');
  }
  if (config.WEB_DEMO_USERS && !config.WEB_DEMO_PASSWORD) complain('WEB_DEMO_PASSWORD', 'required by WEB_DEMO_USERS');
}

function readJson(text: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected JSON' });
    return z.NEVER;
  }
}
