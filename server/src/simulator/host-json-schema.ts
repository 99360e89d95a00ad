/** The JSON schema of `*.uptrack-host.json`: the shape that host-schema.ts reads, and what each field means. */
import type { Condition } from '../protocol.ts';
import { assumptionRows } from './assumption-form.ts';
import { conditionsOf } from './conditions.ts';
import { defaultAssumptions, defaultBoot, hostSchema } from './host-schema.ts';
import type { Assumptions, Boot, Cut, Failing, Host, Kernel, NextBoot, UpdateFacts } from './host.ts';
import { schemaFile, type JsonSchema, type Note, type Notes } from './json-schema.ts';
import { hostOf, samples } from './samples.ts';

/** What `syntaxes/uptrack-host.schema.json` holds. */
export const hostJsonSchema = (): JsonSchema => schemaFile(hostSchema, notes);

/** A sentence for each field. */
type Sentences<T> = { readonly [K in keyof Required<T>]: string };
/** A few words for each value of the picklists among the fields. */
type Meanings<T> = { readonly [K in keyof T]?: Readonly<Partial<Record<Extract<T[K], string>, string>>> };

const whole: Note['says'] = {
  title: 'A host for the power-loss simulation',
  description:
    'The host as it was when the run or the boot that the power cut meets began; cut says how far that came.',
};

const hostFields: Sentences<Host> = {
  name: 'What the host is called in the result.',
  packaging: 'The package manager. It decides which kernel is the newest, and what an interrupted installation leaves.',
  client: 'Where the updates come from.',
  running: 'The kernel that runs; where the cut meets a boot, the one that ran before that boot. One of kernels.',
  defaultEntry: 'What the boot loader starts by itself: newest, or the release of one of kernels.',
  kernels: 'The kernels on disk, and those that a package manager is about to put there.',
  installed: 'Ids of the updates in memory; where the cut meets a boot, those before that boot.',
  updates: 'What is known of updates, by their ids. It need not know every id.',
  failing: 'Updates that cannot be applied.',
  cut: 'What the power cut interrupts; null: no cut, but an orderly reboot.',
  boot: 'What the boot after the cut meets.',
  nextBoots:
    'The boots after that one, in order. What one of them does not hold stays as in the boot before, the disable file as that boot left it; chosenEntry, nouptrack, outageMinutes and released are for one boot only.',
  assumptions: 'What no source says, and the simulation takes for granted.',
};
const hostValues: Meanings<Host> = {
  packaging: { rpm: 'Oracle Linux, RHEL and others', deb: 'Debian and Ubuntu' },
  client: { online: 'from the Uptrack server', offline: 'from installed uptrack-updates packages' },
};

const kernelFields: Sentences<Kernel> = {
  release: 'What uname -r prints; uname -rv where two builds share that: those are two kernels.',
  onDisk: 'What of the kernel is on disk.',
  packageList: 'Whether the signed list of its updates can be used.',
  bootPlan:
    'The saved init_plan: ids in the order in which the early stage installs them, [] for an empty plan, null for no such file. Left out where packageList is absent.',
  available:
    'Ids of the updates that a full upgrade ends with, in list order; of an offline client, those in the installed package.',
  upgradePlan:
    'Steps of an upgrade, each "Install ID" or "Remove ID"; null: remove what is installed and not available, then install the rest of available.',
  expiredMarker: 'Whether the list was answered with "expired" before.',
  supported: 'Whether the server knows this kernel.',
};
const kernelValues: Meanings<Kernel> = {
  onDisk: {
    complete: 'image, modules and initramfs',
    absent: 'nothing',
    unpacked: 'its files, but it is not in the boot menu',
    'no-initramfs': 'in the boot menu without an initramfs: it does not boot',
    'torn-initramfs': 'in the boot menu with half an initramfs: it does not boot',
    mixed: 'image and modules of two builds: it may not boot',
  },
  packageList: {
    ok: 'there, and its signature fits',
    absent: 'never patched here, or the cache is gone',
    unverifiable: 'torn, or its signature does not fit',
  },
  bootPlan: { torn: 'a file that is no valid YAML', 'zero-length': 'an empty file' },
};

const updateFields: Sentences<UpdateFacts> = {
  title: 'As uptrack-show prints it.',
  effectiveKernel: 'The effective kernel version that the host has with it, where it carries one.',
};

const failingFields: Sentences<Failing> = {
  id: 'The update.',
  reason: 'Why: the abort code of ksplice.',
  stages: 'The stages in which it fails.',
};

const moments: { readonly [D in Cut['during']]: Sentences<Extract<Cut, { during: D }>> } = {
  idle: { during: 'Nothing is going on.' },
  'download-list': {
    during: 'The package list is being downloaded.',
    leaves: 'What is on disk afterwards.',
  },
  'download-updates': { during: 'Updates are being downloaded and unpacked, which heals itself.' },
  apply: {
    during: 'An upgrade is being applied; the plan on disk is the old one.',
    done: 'How many steps of the upgrade are done.',
  },
  'write-plan': {
    during: 'The upgrade is applied, its plan is being saved.',
    leaves: 'Which plan is on disk afterwards.',
    keeps: 'Of a short plan: how many ids of the new one are in it.',
  },
  remove: {
    during: 'All updates are being removed, the last one first; the plan on disk is the old one.',
    done: 'How many updates are removed.',
  },
  package: {
    during: 'The package manager is putting a kernel on disk.',
    release: 'Which: one of kernels.',
    phase: 'How far it has come.',
    leaves:
      'Of deb alone, what reached the disk: old or new in phase bootloader, mixed or new where unpacking overwrites another build.',
  },
  'early-boot': {
    during: 'A boot, in its early stage or before that.',
    done: 'How many updates of the saved plan are installed again; 0 also before the early stage.',
  },
  'late-boot': {
    during: 'The late stage of a boot; it has its list and its updates.',
    done: 'How many steps of its upgrade are done.',
  },
};
const momentValues: { readonly [D in Cut['during']]?: Meanings<Extract<Cut, { during: D }>> } = {
  'download-list': { leaves: { old: 'the old list', torn: 'a list whose signature does not fit' } },
  'write-plan': {
    leaves: {
      old: 'the plan from before',
      new: 'the plan of the upgrade',
      short: 'its first ids, as many as keeps says',
      torn: 'a file that is no valid YAML',
      'zero-length': 'an empty file',
    },
  },
  package: {
    phase: {
      unpack: 'the files are being unpacked',
      initramfs: 'the initramfs is being built or copied',
      bootloader: 'the boot menu is being written',
      done: 'all is written',
    },
    leaves: {
      old: 'the boot menu from before',
      new: 'all of the new one',
      mixed: 'image and modules of two builds',
    },
  },
};

const bootFields: Sentences<Pick<Boot, 'outageMinutes' | 'released'>> = {
  outageMinutes: 'Minutes from the cut until the power is back.',
  released: 'Ids of updates that come out until then, by the release of their kernel: they join available.',
};
const nextBootFields: Sentences<Pick<NextBoot, 'after'>> = { after: 'How the boot before ends.' };
const nextBootValues: Meanings<Pick<NextBoot, 'after'>> = {
  after: { cut: 'the power fails while nothing is going on', reboot: 'an orderly reboot' },
};

const assumptionSentences = Object.fromEntries(
  Object.entries(assumptionRows).map(([name, { meaning }]) => [name, meaning]),
) as Sentences<Assumptions>;

type Named = readonly (readonly [path: string, note: Note])[];

const note = (says: Note['says'], byDefault: unknown, values: Note['values']): Note => ({
  says: { ...says, ...(byDefault !== undefined && { default: byDefault }) },
  ...(values && { values }),
});

/** The fields of an object at a path. */
function fields<T>(path: string, sentences: Sentences<T>, values: Meanings<T> = {}, defaults: Partial<T> = {}): Named {
  return (Object.keys(sentences) as Extract<keyof T, string>[]).map((name) => [
    path + name,
    note({ description: sentences[name] }, defaults[name], values[name] as Note['values']),
  ]);
}

/** The form of the panel: on any host it says the same of a condition, but for the entries of the boot menu. */
const form: readonly Condition[] = samples.slice(0, 1).flatMap((sample) => conditionsOf(hostOf(sample)));

const boot = (path: string, defaults: Partial<Boot>): Named => [
  ...form.map(({ id, label, help, choices }): Named[number] => {
    const values = Object.fromEntries(choices.map((choice) => [choice.value, choice.label]));
    return [path + id, note({ title: label, description: help }, defaults[id as keyof Boot], values)];
  }),
  ...fields(path, bootFields, {}, defaults),
];

const notes: Notes = new Map([
  ['', { says: whole }],
  ...fields('', hostFields, hostValues),
  ...fields('kernels.', kernelFields, kernelValues),
  ...fields('updates.', updateFields),
  ...fields('failing.', failingFields),
  ...(Object.keys(moments) as Cut['during'][]).flatMap((during) =>
    fields(`cut.${during}.`, moments[during], momentValues[during] as object),
  ),
  ...boot('boot.', defaultBoot),
  ...fields('nextBoots.', nextBootFields, nextBootValues),
  ...boot('nextBoots.', {}),
  ...fields('assumptions.', assumptionSentences, {}, defaultAssumptions),
]);
