/** What is said of the rules in ../context.ts. */
import { noCertificates } from '../context.ts';
import type { RuleTexts } from '../rule.ts';

export const contextTexts: RuleTexts = {
  'removed-option': {
    title: 'Option that the client no longer has',
    effect:
      'The client prints a warning where the value is true. A value that is no boolean still stops the boot stages.',
    evidence: ['client', 'observed'],
    example: { wrong: '[Settings]\ncron_output_error = yes\n', right: '[Settings]\n' },
  },
  'empty-ssl-ca-path': {
    title: 'Empty path to the CA certificates',
    effect: `The client only looks whether the option is there. ${noCertificates}`,
    evidence: ['client', 'measured'],
    example: { wrong: '[Network]\nssl_ca_cert_file =\n', right: '[Network]\n#ssl_ca_cert_file =\n' },
  },
  'unrendered-template': {
    title: 'Template that was never rendered',
    effect:
      'In a file that is not called like a template the client reads template text as it stands, as part of a value or of a line.',
    evidence: ['inferred'],
    example: {
      wrong: '[Network]\nhttps_proxy = {{ proxy }}\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
  },
};
