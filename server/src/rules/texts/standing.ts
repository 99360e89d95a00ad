/** What is said of the rules in ../standing.ts. */
import type { RuleTexts } from '../rule.ts';
import { asksDesktop, level, release } from '../standing.ts';

export const standingTexts: RuleTexts = {
  'effective-version-format': {
    title: 'Effective version of an unusual form',
    effect: `\`uptrack-upgrade --list-effective\` prints each level as release, slash, build number and date: \`${level}\`. With less, no update has the level that is asked for.`,
    evidence: ['documented', 'inferred'],
    example: {
      client: 'offline',
      wrong: `[Settings]\neffective_version = ${release}\n`,
      right: `[Settings]\neffective_version = ${level}\n`,
    },
  },
  'effective-version-pinned': {
    title: 'Effective version that holds the host back',
    effect:
      'As long as the option is set, the host stays at that level: updates that come later, also those for its worst holes, are not installed.',
    evidence: ['documented'],
    example: {
      client: 'offline',
      wrong: `[Settings]\neffective_version = ${level}\n`,
      right: `[Settings]\n#effective_version = ${level}\n`,
    },
  },
  'undocumented-option': {
    title: 'Option that is documented nowhere',
    effect:
      'It is known only from the published client of 2008 to 2011. Whether the client of today reads it is not known.',
    evidence: ['client'],
    example: { wrong: '[Settings]\nsuppress_ip = yes\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'legacy-option': {
    title: 'Proxy from the desktop settings',
    effect: `Without \`gconf_proxy_lookup\` the client takes yes, as in files that are older than the option; the packaged file says \`no\`. ${asksDesktop}`,
    evidence: ['client', 'observed'],
    example: {
      wrong: '[Network]\nhttps_proxy =\n',
      right: '[Network]\nhttps_proxy =\ngconf_proxy_lookup = no\n',
    },
  },
  'offline-option-on-online-client': {
    title: 'Option that only an offline client reads',
    effect: 'The file is taken for that of an online client, which does not read the option: the line does nothing.',
    evidence: ['documented', 'inferred'],
    example: { wrong: '[Settings]\nskip_apply_after_pkg_install = yes\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'online-option-on-offline-client': {
    title: 'Option that only an online client reads',
    effect: 'An offline client asks no server: how to reach one does nothing.',
    evidence: ['documented', 'inferred'],
    example: {
      client: 'offline',
      wrong: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
      right: '[Network]\nhttps_proxy =\n',
    },
  },
};
