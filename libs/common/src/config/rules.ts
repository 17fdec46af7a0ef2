import type { z } from 'zod';

/** What one variable asks of others, wherever it stands. */
export type Rule = (config: object, context: z.RefinementCtx) => void;

const rules = new WeakMap<object, Rule>();

/** Every configuration that has this very variable keeps the rule. */
export const addRule = (variable: z.ZodType, rule: Rule): unknown => rules.set(variable, rule);

export const rulesOf = (shape: z.ZodRawShape): Rule[] =>
  Object.values(shape).flatMap((variable) => rules.get(variable) ?? []);
