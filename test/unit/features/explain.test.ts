import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { options } from '../../../server/src/config/options.ts';
import { explain, meantRule, type Explanation } from '../../../server/src/features/explain.ts';
import { describedRules } from '../../../server/src/rules/described.ts';
import { ruleIds } from '../../../server/src/rules/index.ts';
import { clientMessages } from '../../../server/src/simulator/explain.ts';
import { key } from '../rules/check.ts';

const only = (text: string): Explanation | undefined => {
  const { explanations } = explain(text.split('\n'));
  expect(explanations).toHaveLength(1);
  return explanations[0];
};
const causesIn = (text: string) => {
  const explanation = only(text);
  return explanation === undefined || explanation.kind === 'rule' ? [] : explanation.causes;
};
const rulesIn = (text: string): readonly string[] => causesIn(text).flatMap((cause) => cause.rules);

describe('what is asked', () => {
  it.each([
    ['14', 14],
    ['0', 0],
    ['-1', -1],
    ['−1', -1],
    ['255', -1],
    ['exit code 20', 20],
    ['Exit status: 1', 1],
    ['exited with code 1', 1],
    ['status=10', 10],
  ])('an exit code: %s', (text, exitCode) => {
    const { explanations } = explain([text]);
    expect(explanations).toMatchObject([{ kind: 'exit-code', exitCode }]);
  });

  it.each(['7', '22', '-2', '1234', '1 2'])('no exit code: %s', (text) => {
    expect(explain([text])).toEqual({ explanations: [], unrecognised: [1] });
  });

  it('any rule, with its example and its fixes', () => {
    for (const { id, title, example } of describedRules) {
      expect(only(id)).toMatchObject({
        kind: 'rule',
        rule: id,
        title,
        example: { wrong: example.wrong, right: example.right },
      });
    }
    expect(only(' Duplicate-Key ')).toMatchObject({ rule: 'duplicate-key' });
    expect(only('invalid-boolean')).toMatchObject({
      fixes: ['Set install_on_reboot = yes', 'Set install_on_reboot = no'],
    });
  });

  it('a rule that the table does not have', () => {
    const more = [{ id: 'not-utf8', title: 'Bytes', effect: 'x', evidence: ['measured'] }] as const;
    expect(explain(['not-utf8'], more).explanations).toMatchObject([{ rule: 'not-utf8', example: null, fixes: [] }]);
  });

  it('a rule that is nearly one', () => {
    expect(meantRule('invalid-bolean')).toBe('invalid-boolean');
    expect(meantRule('something else')).toBeNull();
  });
});

describe('lines', () => {
  it('that say the same are one explanation, and the rest is counted', () => {
    const lines = ['Aborting.', 'x', '', '14', 'Installing updates is disabled.', 'Aborting.', '14', 'y'];
    const { explanations, unrecognised } = explain(lines);
    expect(explanations.map((each) => each.lines)).toEqual([[1, 6], [4, 7], [5]]);
    expect(unrecognised).toEqual([2, 8]);
  });

  it('name the options that they are about, those of the catalogue alone', () => {
    const text = [
      'Unable to read autoinstall setting from /etc/uptrack/uptrack.conf.',
      'Not a boolean: enabled',
      'Unable to read s3cret setting from /etc/uptrack/uptrack.conf.',
      "Please check that no_rmmod is set to 'yes' or 'no' and try again.",
    ].join('\n');
    expect(only(text)).toMatchObject({ kind: 'message', options: ['autoinstall', 'no_rmmod'] });
    const twice = "While reading from '/x' [line  3]: option 'https_proxy' in section 'Network' already exists";
    expect(only(twice)).toMatchObject({ options: ['https_proxy'] });
  });
});

describe('the rules that find it in the file', () => {
  it.each<[string, readonly string[]]>([
    ['File contains no section headers.', ['missing-section-header', 'utf8-bom']],
    [
      'File contains parsing errors: /etc/uptrack/uptrack.conf',
      ['missing-delimiter', 'rem-comment', 'indented-comment'],
    ],
    ['DuplicateOptionError', ['duplicate-key']],
    ['DuplicateSectionError', ['duplicate-section']],
    ['UnicodeDecodeError', ['not-utf8']],
    ['Not a boolean: maybe', ['invalid-boolean', 'empty-boolean', 'inline-comment', 'quoted-value']],
    ['Unexpected error starting the Uptrack client.', ['unescaped-percent', 'unresolved-interpolation']],
    ['InterpolationSyntaxError', ['unescaped-percent']],
    ['Unable to parse config file: x', ['missing-section-header', 'duplicate-key', 'not-utf8']],
    ['20', ['missing-access-key', 'placeholder-access-key']],
    ['Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.', ['disable-file-present']],
  ])('%s', (text, expected) => {
    expect(rulesIn(text)).toEqual(expect.arrayContaining([...expected]));
  });

  it('are none where the file has no part in it', () => {
    expect(rulesIn('Aborting.')).toEqual([]);
    expect(rulesIn('code_busy')).toEqual([]);
  });

  it('exist', () => {
    const codes = [-1, 0, 1, ...Array.from({ length: 12 }, (_, index) => 10 + index)].map(String);
    const names = Object.keys(clientMessages).filter((id) => /^\w+$/.test(id));
    const found = explain([...codes, ...names]).explanations.flatMap((each) =>
      each.kind === 'rule' ? [] : each.causes.flatMap((cause) => cause.rules),
    );
    for (const rule of new Set(found)) expect(ruleIds).toContain(rule);
  });
});

describe('secrets', () => {
  it.each([
    `Not a boolean: ${key}`,
    `Could not resolve your proxy server (http://me:${key}@proxy) while trying to connect`,
    `Malformed URL <https://updates/${key}/+uuid/1> for Uptrack server.  Please correct the value of Network.update_repo_url in /etc/uptrack/uptrack.conf.`,
    `Unable to parse config file: File contains parsing errors: /etc/uptrack/uptrack.conf\n\t[line  2]: 'accesskey ${key}\\n'`,
    `Aborting.\nYour access key (${key}) is invalid`,
  ])('are not in the answer: %s', (text) => {
    const answer = explain(text.split('\n'));
    expect(answer.explanations).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain(key);
  });

  it('whatever the lines are: nothing of them is in the answer', () => {
    const starts = ['Not a boolean: ', 'Unable to read ', 'accesskey = ', '14 ', ''];
    const names: readonly string[] = options.map(({ name }) => name);
    const secret = fc.stringMatching(/^[A-Z0-9]{12,20}$/);
    fc.assert(
      fc.property(fc.constantFrom(...starts), secret, fc.constantFrom('', ' setting is set'), (start, word, end) => {
        fc.pre(!names.includes(word));
        expect(JSON.stringify(explain([`${start}${word}${end}`]))).not.toContain(word);
      }),
    );
  });
});
