/** What is said of the rules in ../network.ts. */
import { defaultRepositoryUrl } from '../../config/options.ts';
import { legacyHost, localServer } from '../network.ts';
import type { RuleTexts } from '../rule.ts';

export const networkTexts: RuleTexts = {
  'proxy-tls-scheme': {
    title: 'Proxy with an https:// address',
    effect:
      '`https://` before a proxy means TLS to the proxy itself, which few proxies offer; libcurl knows it since 7.52. An ordinary proxy is addressed with `http://`: the connection to the server is encrypted all the same. The example of the guide has `https://`; those of the vendor’s other tools have `http://`.',
    evidence: ['documented', 'observed'],
    example: {
      wrong: '[Network]\nhttps_proxy = https://proxy.example.com:3128\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
  },
  'proxy-without-port': {
    title: 'Proxy without a port',
    effect:
      'Without a port libcurl takes 1080, behind `https://` 443. Where the proxy listens elsewhere, the late boot stage and the periodic run end with exit code 10 and install nothing.',
    evidence: ['documented'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://proxy.example.com\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
  },
  'proxy-credentials': {
    title: 'Password in the address of the proxy',
    effect:
      'The password stands in the file as it is, and goes with each copy of it. Who may read the file may use the proxy. Under version control it stays in the history.',
    evidence: ['documented', 'inferred'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://user:password@proxy.example.com:3128\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
  },
  'non-default-repo-url': {
    title: 'Another repository than the default',
    effect: `The client compares the address with the default letter by letter. If anything differs, be it a slash at the end, ${localServer}. For a local Uptrack server that is right.`,
    evidence: ['client'],
    example: {
      wrong: `[Network]\nupdate_repo_url = ${defaultRepositoryUrl}/\n`,
      right: `[Network]\nupdate_repo_url = ${defaultRepositoryUrl}\n`,
    },
  },
  'oci-legacy-host': {
    title: 'Former host of the updates in Oracle Cloud',
    effect:
      'The known issues of Oracle Cloud Infrastructure want this host replaced by one of the region. Their pattern is `updates.ksplice.<region>.oci.oraclecloud.com`, their example `updates.ksplice.us-phoenix-1.oci.oracle.com`: the two ends differ, so try which of them resolves.',
    evidence: ['documented'],
    example: {
      wrong: `[Network]\nupdate_repo_url = https://${legacyHost}/update-repository\n`,
      right:
        '[Network]\nupdate_repo_url = https://updates.ksplice.us-phoenix-1.oci.oraclecloud.com/update-repository\n',
    },
  },
};
