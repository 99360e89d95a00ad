/** The shape of `.uptrack-conf.json`. The JSON schema that editors complete from is derived from this one. */
import * as v from 'valibot';
import { dialects } from '../config/reader.ts';
import { severities, type RuleLevel } from '../config/severity.ts';
import { ruleIds } from '../rules/index.ts';

/** Longer ones are no patterns of file names. */
const longestGlob = 500;

const globs = v.array(
  v.pipe(
    v.string(),
    v.minLength(1, 'Write a pattern of file names; this one is empty.'),
    v.maxLength(longestGlob, `Write a pattern of at most ${longestGlob} characters.`),
  ),
);

const levels: v.GenericSchema<RuleLevel> = v.picklist([...severities, 'off']);
const rules = v.strictObject(Object.fromEntries(ruleIds.map((id) => [id, v.exactOptional(levels)])));

const targets = {
  rules: v.exactOptional(
    v.pipe(rules, v.description('How bad the findings of a rule are, by the name of the rule; off: it finds nothing.')),
  ),
  dialects: v.exactOptional(
    v.pipe(
      v.array(v.picklist(dialects)),
      v.minLength(1, 'Name at least one Python, or leave dialects out.'),
      v.description(
        'The Pythons that read the files: 2 (Oracle Linux 7 and older), 3.9 (3.6 to 3.9: Oracle Linux 8 and 9), 3.10 (3.10 and later). All of them where nothing is said.',
      ),
    ),
  ),
  client: v.exactOptional(
    v.pipe(
      v.picklist(['online', 'offline']),
      v.description('The client that reads the files: online where nothing is said.'),
    ),
  ),
  templates: v.exactOptional(
    v.pipe(
      v.union([globs, v.literal(false)]),
      v.description(
        'Patterns of files that are templates although their names do not end like one; false: none is a template, whatever it is called.',
      ),
    ),
  ),
};

export const projectSchema = v.pipe(
  v.strictObject({
    $schema: v.exactOptional(v.pipe(v.string(), v.description('Address of a schema, for other editors.'))),
    ...targets,
    overrides: v.exactOptional(
      v.pipe(
        v.array(
          v.strictObject({
            files: v.pipe(
              globs,
              v.minLength(1, 'Name at least one pattern.'),
              v.description(
                'Patterns of the files that this is for, from the folder of this file: * and ? stay in a folder, ** is any folders, {a,b} one of these; a pattern without a slash is a name in any folder.',
              ),
            ),
            ...targets,
          }),
        ),
        v.description(
          'What holds for some of the files only. Where several match, the last one that says a thing wins.',
        ),
      ),
    ),
  }),
  v.title('Uptrack Config: what the files under this folder are for'),
);

export type Project = v.InferOutput<typeof projectSchema>;
