/** The process of `AttackerProcess`, so that its processor time is that of the attack alone. */
import { attack } from './attacks';
import type { Order, Outcome } from './attacker-process';

async function carryOut({ kind, target, ms }: Order): Promise<Outcome> {
  const before = process.cpuUsage();
  const asked = await attack(kind, target, ms);
  const { user, system } = process.cpuUsage(before);
  return { asked, cpuMs: (user + system) / 1_000 };
}

process.on('message', (order: Order) => void carryOut(order).then((outcome) => process.send!(outcome)));
process.on('disconnect', () => process.exit(0));
process.send!('ready');
