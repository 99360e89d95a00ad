/**
 * The shape of a simulation as `simulate --format json` prints it, for those who read it with a program. What makes it
 * needs no check: only scripts and tests import this.
 */
import * as v from 'valibot';
import { evidenceText } from '../config/evidence.ts';
import { sourceTexts } from '../config/sources.ts';
import { idOf, options } from '../config/options.ts';
import { assumptionLabels } from './assumptions.ts';
import { ids, release } from './host-schema.ts';
import { resultSchemaFile, type JsonSchema } from './json-schema.ts';
import { exitCodes } from './messages.ts';
import type { BootReason, PackageList, Simulation, StageName, Verdict } from './outcome.ts';

/** A picklist whose values are told what they mean: one for each value of `T`. */
const oneOf = <T extends string>(meanings: Readonly<Record<T, string>>) =>
  v.pipe(v.picklist(Object.keys(meanings) as T[]), v.metadata({ enumDescriptions: Object.values<string>(meanings) }));
const says = <T>(sentence: string) => v.description<T, string>(sentence);

const sources = v.pipe(v.array(oneOf(sourceTexts)), says('What that was read in, with all that it builds on.'));

const seconds = v.strictTuple([v.number(), v.number()]);

const stage = v.strictObject({
  stage: oneOf<StageName>({
    shutdown: 'of the kernel that goes down, before an orderly reboot',
    early: 'the early boot stage, without network',
    late: 'the late boot stage, with network',
    cron: 'the first periodic run',
  }),
  installed: v.pipe(ids, says('What is in memory after the stage, in list order.')),
  exitCode: v.pipe(
    v.nullable(
      v.pipe(
        v.picklist(Object.keys(exitCodes).map(Number)),
        v.metadata({ enumDescriptions: Object.values(exitCodes) }),
      ),
    ),
    says('Null: the stage does not start.'),
  ),
  message: v.pipe(
    v.string(),
    says('The client’s own words; empty where it says nothing, or where no source has its words.'),
  ),
  effectiveKernel: v.pipe(
    v.nullable(v.string()),
    says('The level of the last installed update that carries one; the release itself with none installed; else null.'),
  ),
  packageList: oneOf<PackageList>({
    ok: 'the list can be used',
    absent: 'there is none',
    unverifiable: 'its signature does not fit',
  }),
  savedPlan: v.pipe(
    v.union([ids, v.picklist(['torn', 'zero-length']), v.null()]),
    says('The ids in the saved plan, in order, or what is wrong with the file; null: no such file.'),
  ),
  expiredMarker: v.pipe(v.boolean(), says('Whether the answer “expired” is remembered.')),
  disableFile: v.pipe(v.boolean(), says('Whether /etc/uptrack/disable exists.')),
  startsAt: v.pipe(seconds, says('[least, most] seconds since the power came back, or since the shutdown began.')),
  seconds: v.pipe(seconds, says('How long it takes, [least, most].')),
  evidence: v.pipe(oneOf(evidenceText), says('How well what the stage does is known, with all that it builds on.')),
  sources,
  assumes: v.pipe(
    v.array(oneOf(assumptionLabels)),
    says('What the stage would do otherwise without, by the names in the assumptions of the host.'),
  ),
});

const boots = v.strictObject({
  kernel: v.pipe(v.nullable(release), says('Null: nothing boots by itself; no stage and no boot follows.')),
  reason: oneOf<BootReason>({
    default: 'it is what the boot loader starts by itself',
    chosen: 'somebody picks it in the boot menu',
    'default-not-in-menu': 'the default one is not in the boot menu; it is the newest one there',
    'no-initramfs': 'nothing boots: what starts has no initramfs',
    'torn-initramfs': 'nothing boots: what starts has half an initramfs',
    mixed: 'nothing boots: what starts is two builds mixed',
    'waits-at-menu': 'nothing boots: GRUB waits at its menu',
    'empty-menu': 'nothing boots: no kernel is in the boot menu',
  }),
  instead: v.pipe(
    v.nullable(release),
    says('Where nothing boots: the newest entry of the boot menu that would; else null.'),
  ),
  repair: v.pipe(
    v.nullable(v.string()),
    says('Where nothing boots: what to run once the host is up again; else null.'),
  ),
  waitSeconds: v.pipe(
    v.number(),
    v.minValue(-1),
    says('How long GRUB waits at its menu after a boot that did not finish; -1: for ever.'),
  ),
  evidence: v.pipe(oneOf(evidenceText), says('How well that is known, with all that it builds on.')),
  sources,
});

const boot = {
  boots: v.pipe(boots, says('Which kernel boots, and why.')),
  stages: v.pipe(v.array(stage), says('In the order in which they run; none where nothing boots.')),
  verdict: v.pipe(
    oneOf<Verdict>({
      'does-not-boot': 'no kernel boots by itself',
      'nothing-to-install': 'no update is available, and none installed',
      upgraded: 'all that is available is installed',
      unpatched: 'no update is installed',
      restored: 'the kernel that ran, with at least what was in its memory',
      'partly-restored': 'something less',
    }),
    says('Of the end of the late stage: the first that fits.'),
  ),
  evidence: v.pipe(
    oneOf(evidenceText),
    says('How well the verdict is known: as the weakest step up to the late stage.'),
  ),
  memory: v.pipe(ids, says('In memory when the power went, or when an orderly reboot began.')),
  missing: v.pipe(ids, says('In memory when the power went, and not back at the end of the late stage.')),
  pending: v.pipe(ids, says('Available at the end of the late stage, neither installed nor missing.')),
  exposure: v.pipe(
    v.array(
      v.strictObject({
        from: seconds,
        to: v.pipe(v.nullable(seconds), says('Null: not in this boot.')),
        missing: ids,
      }),
    ),
    says('Times in which updates that were in memory are not installed.'),
  ),
};

const assumable: readonly string[] = ['python', ...options.map(idOf)];
const assumed = v.union([v.boolean(), v.string(), v.null(), v.array(v.string())]);

/** Exactly what outcome.ts declares. */
export const simulationSchema: v.GenericSchema<Simulation> = v.pipe(
  v.strictObject({
    host: v.pipe(v.string(), says('Its name.')),
    outcomes: v.pipe(
      v.array(
        v.strictObject({
          assuming: v.pipe(
            v.record(v.picklist(assumable), assumed),
            says(
              'The unknown values and the Pythons that this outcome holds for, by Section.option or python; a list: any of these; "refused": a rendering that the client refuses. Empty where there is only one outcome.',
            ),
          ),
          ...boot,
          nextBoots: v.pipe(
            v.array(v.strictObject(boot)),
            says('One for each of the host’s nextBoots, up to the first that does not boot.'),
          ),
        }),
      ),
      says('One for each combination of unknown values and Pythons that makes a difference.'),
    ),
  }),
  v.title('What a host runs after a power loss'),
);

/** What `docs/simulation.schema.json` holds. */
export const simulationJsonSchema = (): JsonSchema => resultSchemaFile(simulationSchema);
