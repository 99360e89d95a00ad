/** Rules about the way to the server: the proxy, and where the updates come from. */
import type { Analysis } from '../analysis.ts';
import { defaultRepositoryUrl } from '../config/options.ts';
import { noFacts } from '../config/facts.ts';
import type { Span } from '../config/syntax.ts';
import { replace } from './edits.ts';
import type { Draft, Fix, Rule } from './rule.ts';
import { sitesOf } from './sites.ts';
import { plainValue } from './values.ts';

/** The parts of a proxy as libcurl takes it: `[scheme://][user:password@]host[:port]`. */
export interface Proxy {
  /** Lower case, without `://`; null: none, which means HTTP. */
  readonly scheme: string | null;
  readonly schemeSpan: Span;
  /** Without its `@`; null: none. */
  readonly credentials: Span | null;
  readonly host: Span;
  readonly hasPort: boolean;
}

const proxyForm = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:(.*)@)?(\[[^\]]*\]|[^:/?#@]+)(:\d+)?\/?$/i;

/** The proxies that are named in so many words; one whose form nobody knows is left out. */
export function proxiesOf(analysis: Analysis): readonly Proxy[] {
  return sitesOf(analysis, 'https_proxy').flatMap((site) => {
    const text = plainValue(analysis, site);
    const found = text === null || text.toLowerCase() === 'none' ? null : proxyForm.exec(text);
    if (!found) return [];
    const [, scheme, credentials, host = '', port] = found;
    const start = site.line.value.start;
    const behindScheme = start + (scheme === undefined ? 0 : scheme.length + '://'.length);
    const hostStart = behindScheme + (credentials === undefined ? 0 : credentials.length + 1);
    return [
      {
        scheme: scheme?.toLowerCase() ?? null,
        schemeSpan: { start, end: behindScheme },
        credentials: credentials === undefined ? null : { start: behindScheme, end: hostStart - 1 },
        host: { start: hostStart, end: hostStart + host.length },
        hasPort: port !== undefined,
      },
    ];
  });
}

function withoutPort({ scheme, host, hasPort }: Proxy): Draft[] {
  if (hasPort || (scheme !== null && scheme !== 'http' && scheme !== 'https')) return [];
  return [
    scheme === 'https'
      ? { severity: 'information', span: host, message: 'The proxy has no port. The client takes 443.' }
      : {
          severity: 'warning',
          span: host,
          message:
            'The proxy has no port. The client takes 1080, on which hardly any HTTP proxy listens: then the late boot stage and the periodic run end with exit code 10 and install nothing.',
        },
  ];
}

const withoutSlash = (url: string): string => url.replace(/\/{1,99}$/, '').toLowerCase();

/** Where the vendor served Oracle Cloud before. */
export const legacyHost = 'oraclecloud-updates-ksplice.oracle.com';

const restoreDefault = (span: Span, preferred: boolean): Fix => ({
  title: 'Restore the default',
  edits: [replace(span, defaultRepositoryUrl)],
  preferred,
  safe: false,
});

/** What the client makes of any other address than the default. */
export const localServer =
  'the client takes the server for a local one, and wants a signature of its certificate before it installs anything';

function repositoryUrl(text: string, span: Span): Draft[] {
  if (text === defaultRepositoryUrl || text.includes(legacyHost)) return [];
  if (withoutSlash(text) !== defaultRepositoryUrl) {
    return [
      {
        severity: 'hint',
        span,
        message: `This is not the address of the vendor. As for any other address, ${localServer}.`,
        fixes: [restoreDefault(span, false)],
      },
    ];
  }
  const difference = text.endsWith('/') ? 'a slash at its end' : 'upper and lower case';
  return [
    {
      severity: 'warning',
      span,
      message: `Only ${difference} tells this from the default. That is enough: ${localServer}.`,
      fixes: [restoreDefault(span, true)],
    },
  ];
}

export const networkRules: readonly Rule[] = [
  {
    id: 'proxy-tls-scheme',
    severities: ['information'],
    check: (analysis) =>
      analysis.context.client === 'offline'
        ? []
        : proxiesOf(analysis)
            .filter(({ scheme }) => scheme === 'https')
            .map(({ schemeSpan }): Draft => ({
              severity: 'information',
              span: schemeSpan,
              message:
                'This means TLS to the proxy itself. An ordinary proxy wants http://; the connection to the server is encrypted all the same.',
              fixes: [
                { title: 'Change to http://', edits: [replace(schemeSpan, 'http://')], preferred: false, safe: false },
              ],
            })),
  },
  {
    id: 'proxy-without-port',
    severities: ['warning', 'information'],
    check: (analysis) => (analysis.context.client === 'offline' ? [] : proxiesOf(analysis).flatMap(withoutPort)),
  },
  {
    id: 'proxy-credentials',
    severities: ['warning', 'hint'],
    check: (analysis) => {
      const { isVersionControlled } = analysis.context.facts ?? noFacts;
      return proxiesOf(analysis).flatMap(({ credentials }): Draft[] =>
        credentials === null
          ? []
          : [
              {
                severity: isVersionControlled ? 'warning' : 'hint',
                span: credentials,
                message: isVersionControlled
                  ? 'The credentials of the proxy are under version control. Whoever has a copy of the repository has them: change the password, and fill it in where the file is installed.'
                  : 'The credentials of the proxy stand here as they are. Keep the file from other users, and out of version control.',
              },
            ],
      );
    },
  },
  {
    id: 'non-default-repo-url',
    severities: ['warning', 'hint'],
    check: (analysis) =>
      analysis.context.client === 'offline'
        ? []
        : sitesOf(analysis, 'update_repo_url').flatMap((site) => {
            const text = plainValue(analysis, site);
            return text === null ? [] : repositoryUrl(text, site.line.value);
          }),
  },
  {
    id: 'oci-legacy-host',
    severities: ['information'],
    check: (analysis) =>
      sitesOf(analysis, 'update_repo_url').flatMap((site): Draft[] => {
        const at = plainValue(analysis, site)?.indexOf(legacyHost) ?? -1;
        if (at === -1) return [];
        const start = site.line.value.start + at;
        return [
          {
            severity: 'information',
            span: { start, end: start + legacyHost.length },
            message:
              'This host is no longer meant to be used. Oracle’s page gives updates.ksplice.<region>.oci.oraclecloud.com as the pattern, but updates.ksplice.us-phoenix-1.oci.oracle.com as its example: try which one resolves.',
          },
        ];
      }),
  },
];
