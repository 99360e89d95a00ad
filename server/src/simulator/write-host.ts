/** A host as a file: what `readHostText` reads back as the same host. */
import { defaultAssumptions, defaultBoot } from './host-schema.ts';
import type { Host, Kernel } from './host.ts';

/** Ends with a line break; what means the same left out is left out. */
export function hostFileText(host: Host): string {
  const { kernels, failing, boot, nextBoots, assumptions, ...rest } = host;
  const file = {
    ...rest,
    kernels: kernels.map(kernelOf),
    ...(failing.length > 0 && { failing }),
    boot: withoutDefaults(boot, defaultBoot),
    ...(nextBoots.length > 0 && { nextBoots }),
    assumptions: withoutDefaults(assumptions, defaultAssumptions),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function kernelOf({ bootPlan, upgradePlan, supported, ...rest }: Kernel): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    // Without a list there is no saved plan that counts.
    ...(rest.packageList !== 'absent' && { bootPlan }),
    ...(upgradePlan !== null && { upgradePlan }),
    ...(!supported && { supported }),
  };
}

function withoutDefaults<T extends object>(values: T, defaults: T): Partial<T> {
  const differing = (Object.keys(values) as (keyof T)[]).filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(defaults[name]),
  );
  return Object.fromEntries(differing.map((name) => [name, values[name]])) as Partial<T>;
}
