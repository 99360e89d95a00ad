/** The early stage: before the network, it restores the saved plan of the kernel that booted. It never writes plans. */
import { firstOf } from './lists.ts';
import type { EndingId } from './messages.ts';
import {
  ending,
  failedRun,
  failingIn,
  hostnameProblem,
  refusedRun,
  times,
  type Context,
  type Run,
  type State,
} from './stage.ts';

/** Every reason to install nothing, in the order in which the client looks. */
const checks: readonly ((context: Context, state: State) => EndingId | null)[] = [
  (_context, { disableFile }) => (disableFile ? 'check-init-disabled' : null),
  ({ config }) => (config.installOnReboot ? null : 'check-init-off'),
  hostnameProblem,
  (_context, { kernel }) => (kernel.packageList === 'absent' ? 'new-kernel' : null),
  (_context, { kernel }) => (kernel.packageList === 'unverifiable' ? 'list-unverifiable' : null),
  ({ conditions }) => (conditions.clientTooOld === 'to-install' ? 'too-old-to-install' : null),
  ({ conditions }) => (conditions.clientTooOld === 'to-parse' ? 'too-old-to-parse' : null),
  ({ conditions }) => (conditions.sysfs === 'missing' ? 'sysfs-missing' : null),
  ({ conditions }) => (conditions.nouptrack ? 'disabled' : null),
  (_context, { kernel }) => (kernel.expiredMarker ? 'expired' : null),
  (_context, { kernel }) => (kernel.bootPlan === 'torn' || kernel.bootPlan === null ? 'plan-unreadable' : null),
  (_context, { kernel }) => (kernel.bootPlan === 'zero-length' ? 'plan-zero-length' : null),
];

export function earlyStage(context: Context, before: State): Run {
  const refused = refusedRun(context, 'early', before);
  if (refused !== null) return refused;
  for (const check of checks) {
    const id = check(context, before);
    // The disable file ends this stage only by way of --check-init: `disabled` is nouptrack, which creates the file.
    if (id !== null) return ending(id, id === 'disabled' ? { ...before, disableFile: true } : before);
  }
  const plan = Array.isArray(before.kernel.bootPlan) ? (before.kernel.bootPlan as readonly string[]) : [];
  const failing = failingIn(context.host, 'early');
  const failed = plan.findIndex((id) => failing.has(id));
  const state = { ...before, installed: failed < 0 ? plan : firstOf(plan, failed) };
  const tried = failed < 0 ? plan.length : failed + 1;
  const seconds = times(context.host.assumptions.secondsPerUpdate, tried);
  return failed < 0 ? ending('done', state, seconds) : failedRun(context, plan[failed] ?? '', state, seconds);
}
