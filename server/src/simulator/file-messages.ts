/**
 * What the client and its Python say of a configuration file that they cannot use, or that leads nowhere. The simulator takes
 * the words that end a run from the reading of the file; these tell such words apart. Keys of Python's own errors are the names of their classes.
 */
import { byClient, byPython, ground } from '../config/sources.ts';
import { refusalOf } from '../config/effective.ts';
import { findOption } from '../config/options.ts';
import { allRuns, onlineRuns, type Ending } from './messages.ts';

/** What no stage of the simulator ends with. Its exit code is null where it ends no run at all. */
export interface OtherMessage extends Ending {
  /** The message of which this one is a special case: both stand in the same words, or close by. */
  readonly partOf?: string;
}

const file = '/etc/uptrack/uptrack.conf';
const checkFile = `correct the line that “uptrack-conf check” names in ${file}`;

/** What the client says of a value, with an ellipsis for name and value. */
const refusalWords = (kind: 'text' | 'error'): string => {
  const boolean = findOption('Settings', 'autoinstall');
  const value =
    kind === 'text'
      ? ({ kind, text: '…' } as const)
      : ({ kind, type: 'InterpolationSyntaxError', message: '' } as const);
  return (boolean && refusalOf({ ...boolean, name: '…' }, value)?.message) ?? '';
};

const unparsable = {
  partOf: 'unparsable',
  exitCode: 1,
  runs: allRuns,
  ...byPython,
  repair: checkFile,
} as const;
const crash = {
  partOf: 'crashed-at-start',
  exitCode: -1,
  runs: allRuns,
  ...byPython,
  repair: `write %% for each single % in ${file}; “uptrack-conf check” names the line`,
} as const;
/** The client installs nothing, and the periodic run says so in its log alone. */
const unreachable = { exitCode: 10, runs: onlineRuns, ...byClient } as const;
const certificate = "Could not verify the Ksplice Uptrack server's SSL certificate.";

export const fileMessages = {
  unparsable: {
    exitCode: 1,
    message: 'Error loading configuration file:\nUnable to parse config file: …',
    runs: allRuns,
    ...byClient,
    meaning: 'Python cannot read the file: no run of the client gets any further',
    repair: checkFile,
  },
  MissingSectionHeaderError: {
    ...unparsable,
    message: 'File contains no section headers.\nfile: …, line: …',
    meaning:
      'the file does not start with a section header: text, a byte order mark or an indented header stands before it',
  },
  ParsingError: {
    ...unparsable,
    message: 'File contains parsing errors: …\nSource contains parsing errors: …',
    meaning: 'a line is neither a section header nor an option nor a comment',
  },
  DuplicateSectionError: {
    ...unparsable,
    message: 'While reading from … [line …]: section … already exists',
    meaning: 'a section stands twice in the file; Python 2 would merge both, Python 3 refuses the file',
    repair: `make one section of the two in ${file}`,
  },
  DuplicateOptionError: {
    ...unparsable,
    message: 'While reading from … [line …]: option … in section … already exists',
    meaning: 'an option stands twice in its section; Python 2 would take the last, Python 3 refuses the file',
    repair: `remove one of the two lines from ${file}`,
  },
  UnicodeDecodeError: {
    ...unparsable,
    message: "… codec can't decode byte … in position …: …",
    meaning: 'the file is not UTF-8, or a Python 3.6 in the C locale meets a character that is not ASCII',
    repair: `save ${file} as UTF-8, or better as ASCII alone`,
  },
  'not-a-boolean': {
    exitCode: 1,
    message: refusalWords('text'),
    runs: allRuns,
    ...byClient,
    meaning:
      'a boolean option has a value that the client does not take: no run gets any further, only the periodic one does not look at cron_output_*',
    repair: `write yes or no, and nothing behind it, in ${file}`,
  },
  'crashed-at-start': {
    exitCode: -1,
    message: refusalWords('error'),
    more: 'Please submit a copy of /var/log/uptrack.log to …',
    runs: allRuns,
    ...byClient,
    meaning: 'the client crashes before it has read all options: a value holds a % that Python cannot expand',
    repair: crash.repair,
  },
  InterpolationSyntaxError: {
    ...crash,
    message: "'%' must be followed by '%' or '(', found: …\nbad interpolation variable reference …",
    meaning: 'a value holds a single %, as in a proxy password with %40',
  },
  InterpolationMissingOptionError: {
    ...crash,
    message: 'Bad value substitution: …',
    meaning: 'a value refers with %(…)s to an option that there is not',
    repair: `correct the name between the brackets in ${file}, or write %% for the %`,
  },
  InterpolationDepthError: {
    ...crash,
    message: 'Value interpolation too deeply recursive: …\nRecursion limit exceeded in value substitution: …',
    meaning: 'values refer to each other with %(…)s in a circle, or too deep',
    repair: `write the value itself instead of the reference in ${file}`,
  },
  'hardware-uuid': {
    exitCode: -1,
    message: '',
    runs: allRuns,
    ...byClient,
    meaning: 'the machine has no hardware UUID that can be read, and use_hw_uuid is on',
    repair: `remove use_hw_uuid from ${file}`,
  },
  'proxy-not-resolved': {
    ...unreachable,
    message: 'Could not resolve your proxy server (…) while trying to connect …',
    meaning: 'there is no host of the name that https_proxy gives',
    repair: `correct https_proxy in ${file}, or the name service of this host`,
  },
  'url-malformed': {
    ...unreachable,
    message: `Malformed URL <…> for Uptrack server.  Please correct the value of Network.update_repo_url in ${file}.`,
    meaning: 'the value of update_repo_url is no URL',
    repair: `correct update_repo_url in ${file}, or comment it out for the default server`,
  },
  'certificate-refused': {
    ...unreachable,
    message: `${certificate} Check your network configuration …`,
    // The same start says less.
    more: certificate,
    meaning:
      'the certificate of the server is signed by nobody whom the client knows: something else may answer in its place',
    repair:
      'look for a proxy or firewall that opens TLS connections; check ssl_ca_cert_file and ssl_ca_cert_dir, where they are set',
  },
  'own-certificate-refused': {
    ...unreachable,
    message: certificate,
    more: `You may need to update ssl_ca_cert_file or ssl_ca_cert_dir in ${file} with the path to an appropriate CA.`,
    meaning: 'the certificate of the server that update_repo_url names is signed by nobody whom the client knows',
    repair: `let ssl_ca_cert_file or ssl_ca_cert_dir in ${file} name the certificates of your Uptrack server`,
  },
  'connection-failed': {
    ...unreachable,
    message: 'Unexpected error communicating with the Ksplice Uptrack server. …',
    meaning: 'the connection fails for another reason; an empty ssl_ca_cert_file or one that names no file does that',
    repair:
      'comment out an empty ssl_ca_cert_file or ssl_ca_cert_dir; see /var/log/uptrack.log for the error of libcurl',
  },
  'own-server-unreachable': {
    ...unreachable,
    message: `Unable to communicate with your site's Uptrack server.\nPlease ensure that the update_repo_url setting is correct in\n${file}, and that your Uptrack server is properly configured.`,
    meaning:
      'where update_repo_url differs from the default, if only by a slash, the client takes it for a server of your own; that one does not answer as it should',
    repair: `correct update_repo_url in ${file}, or comment it out for the default server`,
  },
  'options-removed': {
    exitCode: null,
    message:
      'Warning: The cron output configuration options have been removed.\nPlease visit <http://www.ksplice.com/uptrack/notification-options>\nfor more information.',
    runs: [...onlineRuns, 'early'],
    ...byClient,
    meaning:
      'one of cron_output_install, cron_output_available and cron_output_error is on; the client has no such options any more',
    repair: `remove these lines from ${file}`,
  },
  'gconf-without-display': {
    exitCode: null,
    message:
      'GConf-WARNING **: Client failed to connect to the D-BUS daemon: Unable to autolaunch a dbus-daemon without a $DISPLAY for X11',
    runs: ['cron', 'manual'],
    ...ground('observed', 'transcripts'),
    meaning: 'the client looks for a proxy in the settings of a desktop, which it does unless the file says otherwise',
    repair: `write gconf_proxy_lookup = no into the section [Network] of ${file}`,
  },
} as const satisfies Readonly<Record<string, OtherMessage>>;
