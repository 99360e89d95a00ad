import { describe, expect, it } from 'vitest';
import { plain } from '../../../server/src/simulator/report.ts';
import { whyText } from '../../../server/src/simulator/why-report.ts';
import { refusal } from './arbitrary.ts';
import { each, u } from './explaining.ts';

describe('the transcript of an explanation', () => {
  it('holds the sentences, the client’s words and the changes', () => {
    const outcomes = each(u(1), 'y/y/y', {}, { fatal: refusal });
    expect(whyText({ host: 'db-01', outcomes }, plain)).toBe(
      [
        'unlisted-1 is missing, and no stage of this boot brings it back.',
        '',
        '  The early stage, the late stage and the first periodic run do not install it: the client refuses the file.',
        '    Error loading configuration file:',
        '    Unable to parse config file: x',
        '  Known as measured: measured with the Python interpreters or libcurl themselves.',
        '  Smallest change: correct what the client refuses in the file. It then comes with the early stage (client).',
        '',
      ].join('\n'),
    );
  });

  it('says what it rests on, and where nothing was found', () => {
    const text = (...asked: Parameters<typeof each>) => whyText({ host: 'db-01', outcomes: each(...asked) }, plain);
    expect(text(u(1), 'n/n/n')).toContain(
      'Or: set upgrade_on_reboot = yes. It then comes with the late stage (unknown). Nobody knows whether it does. It is assumed that the late stage starts also after --check-init has said no.',
    );
    const hopeless = { boot: { disableFile: true, sysfs: 'missing', clientTooOld: 'to-parse' } };
    expect(text(u(1), 'n/n/n', hopeless)).toContain(
      'No change that is tried here brings it in, or in earlier, nor do 3 of them together.',
    );
  });
});
