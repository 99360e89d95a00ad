/** Rules about options that are known but better left alone, or that the client of the file does not read. */
import type { Analysis } from '../analysis.ts';
import { commentOut, insertLinesBehind } from './edits.ts';
import { spoils } from './effects.ts';
import { knownOptions, namedOptions, knownSections } from './named-options.ts';
import type { Draft, Fix, Rule } from './rule.ts';
import { mayRenderMore, sitesOf } from './sites.ts';
import { plainValue } from './values.ts';

/** As `uname -r` prints it, and with `uname -v` behind it: what a level looks like. */
export const release = '5.15.0-206.153.7.1.el9uek.x86_64';
export const level = `${release}/#2 SMP Wed May 22 20:24:12 PDT 2024`;

const levelsOf = (analysis: Analysis) =>
  analysis.context.client === 'online'
    ? []
    : sitesOf(analysis, 'effective_version').flatMap((site) => {
        const text = plainValue(analysis, site);
        return text === null ? [] : [{ text, site }];
      });

/** What the client does where nothing names a proxy. */
export const asksDesktop =
  'Where nothing else names a proxy, the client asks the desktop settings (GConf), of which a server has none: at best that fails.';

function gconfLookup(analysis: Analysis): Draft[] {
  const { context, document, effectives } = analysis;
  if (context.client === 'offline') return [];
  const sites = sitesOf(analysis, 'gconf_proxy_lookup');
  if (sites.length > 0) return [];
  const network = knownSections(analysis).get('Network')?.section;
  const hasProxy = effectives.every(({ settings }) => {
    const proxy = settings.get('Network.https_proxy');
    return proxy?.unknown === true || (typeof proxy?.value === 'string' && proxy.value.trim() !== '');
  });
  if (!network?.header || hasProxy || mayRenderMore(analysis)) return [];
  if (namedOptions(analysis).some(({ name }) => name === 'gconf_proxy_lookup')) return [];
  const add: Fix = {
    title: 'Add gconf_proxy_lookup = no',
    edits: [insertLinesBehind(document, network.lastLine, 'gconf_proxy_lookup = no\n')],
    preferred: true,
    safe: false,
  };
  return [
    {
      severity: 'hint',
      span: network.header.name,
      message: `Without gconf_proxy_lookup the client takes yes; the packaged file says no. ${asksDesktop}`,
      fixes: [add],
    },
  ];
}

/** Nothing that counts: empty, or what says that there is nothing. */
const isIdle = (text: string | null): boolean => text === null || text.toLowerCase() === 'none';

export const standingRules: readonly Rule[] = [
  {
    id: 'effective-version-format',
    severities: ['warning'],
    check: (analysis) =>
      levelsOf(analysis)
        .filter(({ text }) => !/^\S+\/#\d+ SMP .*\S$/.test(text))
        .map(({ site }): Draft => ({
          severity: 'warning',
          span: site.line.value,
          message: `A level looks like “${level}”. ${spoils(site.option)}`,
        })),
  },
  {
    id: 'effective-version-pinned',
    severities: ['hint'],
    check: (analysis) =>
      levelsOf(analysis).map(({ site: { line } }): Draft => ({
        severity: 'hint',
        span: line.key,
        message: 'The host stays at this level as long as the option is set. Later updates are not installed.',
        fixes: [commentOut(line)],
      })),
  },
  {
    id: 'undocumented-option',
    severities: ['hint'],
    check: (analysis) =>
      knownOptions(analysis)
        .filter(({ option }) => option.status === 'undocumented')
        .map(({ name, line }): Draft => ({
          severity: 'hint',
          span: line.key,
          message: `Of ${name} only the published client of 2008 to 2011 tells. Whether the client of today reads it is not known.`,
        })),
  },
  {
    id: 'legacy-option',
    severities: ['hint'],
    check: gconfLookup,
  },
  {
    id: 'offline-option-on-online-client',
    severities: ['information'],
    check: (analysis) =>
      // A template may be for hosts of both kinds.
      analysis.context.client === 'offline' || analysis.document.isTemplate
        ? []
        : knownOptions(analysis)
            .filter(({ option: { clients } }) => clients.every((client) => client === 'offline'))
            .map(({ name, line }): Draft => ({
              severity: 'information',
              span: line.key,
              message: `Only an offline client reads ${name}. This file is taken for that of an online one; if it is not, set its client to offline.`,
            })),
  },
  {
    id: 'online-option-on-offline-client',
    severities: ['information'],
    check: (analysis) =>
      analysis.context.client === 'online'
        ? []
        : analysis.valueSites
            .filter(({ option }) => option.section === 'Network' && option.type !== 'boolean')
            .filter((site) => !isIdle(plainValue(analysis, site)))
            .map(({ option, line }): Draft => ({
              severity: 'information',
              span: line.key,
              message: `An offline client asks no server. ${option.name} does nothing.`,
            })),
  },
];
