/**
 * The table of questions: one row for each thing that a host file says and the client's output may not. The flags of
 * `uptrack-conf host` and their help are made of it.
 */
import {
  count,
  cut,
  cutForms,
  releases,
  stagesOf,
  text,
  updates,
  type CutAnswer,
  type Updates,
} from './host-answers.ts';
import type { Failing, Host, OnDisk } from './host.ts';
import { failureReasons } from './host-schema.ts';
import type { PackageList } from './outcome.ts';

/** Values that can be chosen, by the word for each, with what it means. */
type Choices<T> = Readonly<Record<string, readonly [value: T, label: string]>>;

export interface Question<T> {
  /** Field of a host file that the answer goes into: of the host, of a kernel or of a failing update. */
  readonly field: string;
  /** What it is asked about, so that it can be asked more than once; null: the host. */
  readonly about: 'kernel' | 'update' | 'gap' | null;
  /** `%s` stands for what it is asked about. */
  readonly asks: string;
  /** Why it matters. */
  readonly why: string;
  readonly choices: Choices<T>;
  /** What may be written instead of a choice; empty where that is nothing. */
  readonly form: string;
  /** What is written, undefined where it is not understood. */
  readonly write: (answer: string) => T | undefined;
}

/** Undefined: the answer is not understood. */
export function readAnswer<T>({ choices, write }: Question<T>, answer: string): T | undefined {
  const chosen = Object.hasOwn(choices, answer) ? choices[answer] : undefined;
  return chosen === undefined ? write(answer.trim()) : chosen[0];
}

type Words = Pick<Question<unknown>, 'field' | 'asks' | 'why'> & { readonly about?: Question<unknown>['about'] };

function question<T>(
  words: Words,
  choices: Choices<T>,
  form = '',
  write: Question<T>['write'] = () => undefined,
): Question<T> {
  return { about: null, ...words, choices, form, write };
}

/** Choices that a host file calls as the answer does. */
function same<T extends string>(labels: Readonly<Record<T, string>>): Choices<T> {
  return Object.fromEntries((Object.keys(labels) as T[]).map((value) => [value, [value, labels[value]]]));
}

const someUpdates = 'how many, or their ids with commas between them';

/** By the flag that answers it, in the order in which they are asked. */
export const questions = {
  name: question(
    { field: 'name', asks: 'What is the host called?', why: 'Every result names it.' },
    {},
    'a name',
    text,
  ),
  packaging: question<Host['packaging']>(
    {
      field: 'packaging',
      asks: 'Which packages does it use?',
      why: 'Interrupted, rpm and dpkg leave different things behind, and they sort kernels differently.',
    },
    same({ rpm: 'Oracle Linux, RHEL, CentOS, Fedora', deb: 'Debian, Ubuntu' }),
  ),
  client: question<Host['client']>(
    {
      field: 'client',
      asks: 'Which client does it run?',
      why: 'An offline client asks no server: it installs what its packages hold.',
    },
    same({ online: 'asks the Uptrack server', offline: 'takes updates from installed uptrack-updates packages' }),
  ),
  running: question(
    {
      field: 'running',
      asks: 'Which kernel runs?',
      why: 'Each kernel has a package list and a saved plan of its own.',
    },
    {},
    'what uname -r prints',
    text,
  ),
  'other-kernels': question<readonly string[]>(
    {
      field: 'release',
      asks: 'Which other kernels are on disk, or about to be?',
      why: 'If another kernel boots, the saved plan of the one that runs does not count.',
    },
    { none: [[], 'only the one that runs'] },
    'releases with commas between them',
    releases,
  ),
  'default-entry': question(
    {
      field: 'defaultEntry',
      asks: 'Which kernel does the boot loader start by itself?',
      why: 'It decides which kernel comes back.',
    },
    same({ newest: 'the newest in its menu' }) as Choices<string>,
    'a release',
    text,
  ),
  'on-disk': question<OnDisk>(
    {
      field: 'onDisk',
      about: 'kernel',
      asks: 'What of %s is on disk?',
      why: 'It decides whether this kernel can boot.',
    },
    same({
      complete: 'kernel and initramfs are whole',
      absent: 'nothing',
      unpacked: 'its files, without an entry in the boot menu',
      'no-initramfs': 'an entry in the boot menu without an initramfs',
      'torn-initramfs': 'an entry in the boot menu with half an initramfs',
      mixed: 'image and modules of two builds',
    }),
  ),
  'package-list': question<PackageList>(
    {
      field: 'packageList',
      about: 'kernel',
      asks: 'Is there a package list for %s (packages.yml)?',
      why: 'Without one, a kernel counts as new: nothing is restored. With a torn one, nothing can be.',
    },
    same({
      ok: 'there, and its signature fits',
      absent: 'never patched here, or the cache is gone',
      unverifiable: 'torn, or its signature does not fit',
    }),
  ),
  installed: question<Updates>(
    {
      field: 'installed',
      asks: 'Which updates are installed (uptrack-show)?',
      why: 'They are what a power cut can lose.',
    },
    { none: [[], 'no updates'] },
    someUpdates,
    updates,
  ),
  available: question<Updates>(
    {
      field: 'available',
      about: 'kernel',
      asks: 'Which updates that are not installed are there for %s (uptrack-show --available)?',
      why: 'They are what the late stage and cron can install.',
    },
    { none: [[], 'no others'] },
    someUpdates,
    updates,
  ),
  more: question<number>(
    {
      field: 'updates',
      about: 'gap',
      asks: 'How many updates does the ellipsis in %s stand for?',
      why: 'They are counted in every result.',
    },
    {},
    'a number',
    count,
  ),
  'boot-plan': question<Updates | 'installed' | 'torn' | 'zero-length' | null>(
    {
      field: 'bootPlan',
      about: 'kernel',
      asks: 'What does the saved plan of %s hold (init_plan)?',
      why: 'The early stage restores it, and nothing else.',
    },
    {
      installed: ['installed', 'what is installed: the last run has come to its end'],
      empty: [[], 'no updates'],
      torn: ['torn', 'it is cut short and cannot be read'],
      'zero-length': ['zero-length', 'it has no bytes'],
      none: [null, 'there is no such file'],
    },
    'how many of the list, from the first on, or ids with commas between them',
    updates,
  ),
  'expired-marker': question(
    {
      field: 'expiredMarker',
      about: 'kernel',
      asks: 'Has the server answered "expired" for %s the last time (packages.yml.expired)?',
      why: 'While that file is there, the early stage restores nothing.',
    },
    { yes: [true, 'the file is there'], no: [false, 'it is not'] },
  ),
  'failing-reason': question<Failing['reason']>(
    {
      field: 'reason',
      about: 'update',
      asks: 'Why could %s not be applied?',
      why: 'The result says what to do about it.',
    },
    same(
      Object.fromEntries(failureReasons.map((reason) => [reason, 'abort code of ksplice'])) as Record<
        Failing['reason'],
        string
      >,
    ),
  ),
  'failing-stages': question<Failing['stages']>(
    {
      field: 'stages',
      about: 'update',
      asks: 'In which stages would %s fail again?',
      why: 'A stage stops at the first failure; what is busy under load may be free during the boot.',
    },
    { never: [[], 'in none'] },
    'early, late, cron, with commas between them',
    stagesOf,
  ),
  cut: question<CutAnswer>(
    {
      field: 'cut',
      asks: 'When does the power fail?',
      why: 'It decides what reaches the disk.',
    },
    { idle: [{ during: 'idle' }, 'while nothing is going on'], reboot: [null, 'it does not: an orderly reboot'] },
    cutForms,
    cut,
  ),
} as const satisfies Readonly<Record<string, Question<never> | Question<unknown>>>;

export type QuestionId = keyof typeof questions;
export type AnswerOf<I extends QuestionId> = (typeof questions)[I] extends Question<infer T> ? T : never;

/** A question that is open, with all that is needed to ask it. */
export interface OpenQuestion {
  readonly id: QuestionId;
  /** A release, an update id or the number of an ellipsis; null: the host, or the kernel that runs. */
  readonly subject: string | null;
  /** In whole: it names what it is asked about. */
  readonly asks: string;
  readonly why: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly form: string;
  /** What is wrong with the answer that there was; empty where there was none. */
  readonly remark: string;
}

/** The words for what can be chosen, with what each means. */
export function choicesOf(id: QuestionId): OpenQuestion['choices'] {
  return Object.entries(questions[id].choices as Choices<unknown>).map(([value, [, label]]) => ({ value, label }));
}
